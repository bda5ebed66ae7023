"""The commands of the command line, one file each; every one is imported only when it is called."""
