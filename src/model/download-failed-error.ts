// The error for a file that Slack didn't deliver.

/**
 * A download was interrupted, stalled, or answered with something other than the file: that says nothing about the
 * file. `message` is a clause for the log and for the member, such as `Slack answered with status 503`.
 */
export class DownloadFailedError extends Error {
  override readonly name = 'DownloadFailedError';
}
