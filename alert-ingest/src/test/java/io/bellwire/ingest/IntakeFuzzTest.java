package io.bellwire.ingest;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any body at all; CONTRIBUTING.md says how to fuzz. */
class IntakeFuzzTest {
    @FuzzTest
    @DictionaryFile(resourcePath = "IntakeFuzzTest.dict")
    void body(byte[] body) {
        IntakePromise.check(body);
    }
}
