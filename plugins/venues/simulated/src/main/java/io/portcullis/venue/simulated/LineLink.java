package io.portcullis.venue.simulated;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One TCP connection that carries lines, for both ends: lines to send wait in a bounded queue for a thread of their own, so
 * that nobody who sends waits for a peer that does not read. Thread-safe.
 */
final class LineLink implements Closeable {
    private static final int QUEUE_MAX = 65_536;
    private static final int BUFFER_CHARS = 65_536;

    /** No line is empty, so an empty one can say that there will be none. */
    private static final String CLOSE = "";

    private final Socket socket;
    private final BlockingQueue<String> outgoing = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final BufferedReader in;
    private final BufferedWriter out;

    LineLink(Socket socket, String name) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), BUFFER_CHARS);
        out = new BufferedWriter(
                new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII), BUFFER_CHARS);
        Thread writer = new Thread(this::write, name + "-writer");
        writer.setDaemon(true);
        writer.start();
    }

    /** Queues a line; false, and nothing will be sent, when the link is closed or the peer has stopped reading. */
    boolean send(String line) {
        return !socket.isClosed() && outgoing.offer(line);
    }

    /** Queues a line after which the link closes. */
    void sendLast(String line) {
        if (!send(line) || !send(CLOSE)) {
            close();
        }
    }

    /** The next line; null when the peer or we have closed. */
    String read() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            line.append((char) c);
            if (line.length() > JsonLine.LENGTH_MAX) {
                throw new IOException("a line is longer than " + JsonLine.LENGTH_MAX + " characters");
            }
        }
        return line.toString();
    }

    private void write() {
        try {
            while (!socket.isClosed()) {
                String line = outgoing.poll(1, TimeUnit.SECONDS);
                boolean last = false;
                for (; line != null && !last; line = last ? null : outgoing.poll()) {
                    last = line.equals(CLOSE);
                    out.write(last ? line : line + "\n");
                }
                out.flush();
                if (last) {
                    close();
                }
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed is of no use to anyone; the threads on it see that for themselves.
            outgoing.clear();
        }
    }
}
