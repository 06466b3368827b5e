"""SVG scenes from view models: charts and range bars, the same on the screen and on paper.

Nothing here knows Django, a language or a number format: labels arrive as finished words.
"""
