"""Goals as files: exported, compared, applied, taken back."""
