# Run cells in a fork of this kernel, and show what the last of them showed; they find
# all that ran before, and change none of it. The same in Python is `attempt.py`.
function(cells) {
  executor <- environment(getOption("jupyter.base_display_func"))$.self
  fork <- parallel::mcparallel(
    {
      shown <- list()
      executor$send_response <- function(msg_type, parent_msg, socket_name, content) {
        if (socket_name == "iopub") {
          shown[[length(shown) + 1]] <<- list(kind = msg_type, content = content)
        }
      }
      executor$abort_queued_messages <- function() NULL
      # Pictures are not drawn, nor tables laid out: only what is published counts.
      options(jupyter.display_mimetypes = character())
      for (code in cells) {
        shown <- list()
        executor$execute(list(content = list(code = code, silent = FALSE)))
      }
      shown
    },
    mc.set.seed = FALSE
  )
  for (message in parallel::mccollect(fork)[[1]]) {
    executor$send_response(message$kind, executor$current_request, "iopub", message$content)
  }
}
