"""The goals pyramid: which goals rest on which, in layers, and where a layer does not carry."""
