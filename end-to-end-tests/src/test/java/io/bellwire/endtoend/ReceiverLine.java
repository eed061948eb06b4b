package io.bellwire.endtoend;

/**
 * One message that a receiver's program read.
 *
 * @param stream the connection that brought it, unlike any other even after the receiver was started again
 * @param text the message as it came
 */
record ReceiverLine(Stream stream, String text) {

    /**
     * @param run how often the receiver had been started
     * @param transport TCP or TLS
     * @param number connections of one run and transport count from 1 in the order in which they were accepted
     */
    record Stream(int run, String transport, int number) {
        boolean isOf(Stream other) {
            return run == other.run && transport.equals(other.transport);
        }
    }

    /** As the fake SIEM writes it, such as {@code TCP#3 LINE_FEED <36>1 ...}. */
    static ReceiverLine parse(int run, String line) {
        int sign = line.indexOf('#');
        int connectionEnd = line.indexOf(' ', sign);
        int framingEnd = line.indexOf(' ', connectionEnd + 1);
        int number = Integer.parseInt(line.substring(sign + 1, connectionEnd));
        return new ReceiverLine(new Stream(run, line.substring(0, sign), number), line.substring(framingEnd + 1));
    }
}
