package io.bellwire.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The file of named tokens, there before the program looks for it. */
final class NamedTokens implements BeanFactoryPostProcessor {
    static final String FILE = "target/named-tokens/tokens";
    static final String FREE = "token-of-the-free-one";
    static final String SLOW = "token-of-the-slow-one";
    static final String FAULTY = "token-of-the-faulty-one";

    static void allMayPost() {
        write("free " + FREE + "\nslow " + SLOW + " 2\nfaulty " + FAULTY + " 1\n");
    }

    static void onlyTheFreeOneMayPost() {
        write("free " + FREE + "\n");
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        allMayPost();
    }

    private static void write(String lines) {
        try {
            Path file = Path.of(FILE);
            Files.createDirectories(file.getParent());
            Path next = Files.writeString(file.resolveSibling("next"), lines);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
