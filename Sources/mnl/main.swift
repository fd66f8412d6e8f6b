import Glibc
import MNLSession

// Scripts nest as deeply as they like within limits, so they run on a stack made for that.
StandardDescriptors.reserve()
let arguments = Array(CommandLine.arguments.dropFirst())
exit(LargeStack.run(bytes: Session.stackSize) { MNLCommand.execute(arguments) })
