"""What people do from a chat: the pages' own forms and answers, in the chat's shape."""
