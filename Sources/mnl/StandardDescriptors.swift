import Glibc

/// The descriptors of standard input, output and error, which a caller may have closed.
enum StandardDescriptors {
  /// Keeps what is opened later from taking the place of a closed one, where it would be read or
  /// written in its stead.
  ///
  /// What holds the place cannot be used in the direction that matters, so that a command whose
  /// output is closed still fails with "bad file descriptor".
  static func reserve() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free descriptor is this one: those below it are open by now.
      let mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY
      // SAFETY: the path is a literal, used during the call only.
      _ = unsafe open("/dev/null", mode)
    }
  }
}
