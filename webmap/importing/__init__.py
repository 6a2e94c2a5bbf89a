"""What the import pages need beside pages: files arriving on disk, workers started and stopped, old files cleared."""
