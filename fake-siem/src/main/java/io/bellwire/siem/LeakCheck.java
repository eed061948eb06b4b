package io.bellwire.siem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Shows that a test left no TCP or UDP socket of this process open, whoever made it, and no thread of a fake SIEM. Sockets are
 * seen on Linux only. Take it before the test, ask it after everything is closed.
 */
public final class LeakCheck {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6");
    private static final int LOCAL_ADDRESS = 1;
    private static final int REMOTE_ADDRESS = 2;
    private static final int INODE = 9;

    private final Set<String> socketsBefore;

    private LeakCheck(Set<String> socketsBefore) {
        this.socketsBefore = socketsBefore;
    }

    public static LeakCheck begin() {
        return new LeakCheck(new HashSet<>(openSockets().keySet()));
    }

    /** Fails unless within five seconds all is gone that came since {@link #begin}. */
    public void nothingLeft() {
        nothingLeft(Duration.ofSeconds(5));
    }

    /** Fails unless within this time all is gone that came since {@link #begin}. */
    public void nothingLeft(Duration within) {
        long end = System.nanoTime() + within.toNanos();
        List<String> left = left();
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            left = left();
        }
        if (!left.isEmpty()) {
            throw new AssertionError("left behind: " + String.join(", ", left));
        }
    }

    private List<String> left() {
        List<String> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(Listener.THREAD_NAME_PREFIX)) {
                left.add("thread " + thread.getName());
            }
        }
        openSockets().forEach((inode, socket) -> {
            if (!socketsBefore.contains(inode)) {
                left.add("socket " + socket);
            }
        });
        return left;
    }

    /** This process's TCP and UDP sockets by inode; sockets of other kinds, which the JDK keeps for itself, are passed over. */
    private static Map<String, String> openSockets() {
        Map<String, String> open = new TreeMap<>();
        Set<String> own = ownInodes();
        for (String table : TABLES) {
            for (String line : lines(Path.of("/proc/self/net", table))) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > INODE && own.contains(columns[INODE])) {
                    open.put(
                            columns[INODE],
                            table + " " + address(columns[LOCAL_ADDRESS]) + " to " + address(columns[REMOTE_ADDRESS]));
                }
            }
        }
        return open;
    }

    private static Set<String> ownInodes() {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                Matcher socket = SOCKET.matcher(target(file));
                if (socket.matches()) {
                    inodes.add(socket.group(1));
                }
            }
        } catch (IOException notLinux) {
            return Set.of();
        }
        return inodes;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    /** The port stands behind the colon in hexadecimal; the address is loopback in tests and left as it is. */
    private static String address(String column) {
        int colon = column.indexOf(':');
        return colon < 0
                ? column
                : column.substring(0, colon) + ":" + Integer.parseInt(column.substring(colon + 1), 16);
    }
}
