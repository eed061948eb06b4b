package io.bellwire.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Asks a program over HTTP whether it is ready, as an orchestrator would. */
final class Readiness {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
    private static final int ANSWER_MILLIS_MAX = 5_000;
    private static final int QUESTIONS_MAX = 600;

    private Readiness() {}

    /**
     * Waits until a program says that it is ready, for a minute at most.
     *
     * @param program where it serves HTTP or HTTPS
     * @param tls whom to trust by HTTPS
     * @param stopping ends the wait early
     * @return whether it is ready
     */
    static boolean await(URI program, @Nullable SSLContext tls, CountDownLatch stopping) throws InterruptedException {
        for (int question = 0; question < QUESTIONS_MAX; question++) {
            if (isReady(program.resolve("/actuator/health/readiness"), tls)) {
                return true;
            }
            if (stopping.await(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isReady(URI question, @Nullable SSLContext tls) {
        try {
            HttpURLConnection connection = (HttpURLConnection) question.toURL().openConnection();
            if (tls != null && connection instanceof HttpsURLConnection https) {
                https.setSSLSocketFactory(tls.getSocketFactory());
            }
            connection.setConnectTimeout(ANSWER_MILLIS_MAX);
            connection.setReadTimeout(ANSWER_MILLIS_MAX);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            // Not yet.
            return false;
        }
    }
}
