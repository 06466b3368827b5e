"""Who carries what: the tree, splitting, proposals, decision rights and pay."""
