# Reads CSV files as read.csv does, and writes what it read into a folder, which is the first argument.
arguments <- commandArgs(trailingOnly = TRUE)
for (path in arguments[-1]) {
  found <- read.csv(path, fileEncoding = "UTF-8-BOM", check.names = FALSE)
  write.csv(found, file.path(arguments[1], basename(path)), row.names = FALSE, na = "", fileEncoding = "UTF-8")
}
