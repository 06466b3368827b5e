"""From what the services return to what the components show: words, numbers and addresses."""
