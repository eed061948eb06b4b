package io.bellwire.config.settings;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any body at all; CONTRIBUTING.md says how to fuzz. */
class SettingsFuzzTest {
    @FuzzTest
    @DictionaryFile(resourcePath = "SettingsFuzzTest.dict")
    void body(byte[] body) {
        SettingsPromise.check(body);
    }
}
