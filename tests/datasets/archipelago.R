# Base R alone finds what closing each island costs, for test_archipelago.py.
#
#     Rscript --vanilla tests/datasets/archipelago.R FOLDER
#
# FOLDER is datasets/calls. Prints one `port,number of ports cut off` a line.

folder <- commandArgs(trailingOnly = TRUE)[[1]]
calls <- read.csv(file.path(folder, "sim_archipelago_calls.csv.gz"), na.strings = "")
voyages <- calls[!is.na(calls$previous_port_id), c("previous_port_id", "port_id")]

# Who can reach whom: TRUE from row to column. Squaring doubles the length of ways.
ports <- sort(unique(calls$port_id))
is_joined <- diag(length(ports)) > 0
dimnames(is_joined) <- list(ports, ports)
is_joined[as.matrix(voyages)] <- TRUE

count_cut_off <- function(port) {
  rest <- setdiff(ports, port)
  reaches <- is_joined[rest, rest]
  for (i in seq_len(ceiling(log2(length(rest))))) reaches <- reaches %*% reaches > 0
  length(rest) - max(rowSums(reaches & t(reaches)))
}

for (port in ports) cat(port, ",", count_cut_off(port), "\n", sep = "")
