package dev.seedbed.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Against AWS's own vectors: AWS, "Signature Version 4 test suite" (2015), cases get-vanilla and
/// post-vanilla.
class SignatureVersion4Test {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String SCOPE = "20150830/us-east-1/service/aws4_request";
    private static final Map<String, String> HEADERS =
            Map.of("host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z");

    @Test
    void signsAsTheTestSuiteOfAwsDoes() {
        assertThat(SignatureVersion4.signature("GET", "/", HEADERS, "", SECRET, SCOPE))
                .isEqualTo("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        assertThat(SignatureVersion4.signature("POST", "/", HEADERS, "", SECRET, SCOPE))
                .isEqualTo("5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    }

    @Test
    void saysWhatIsWrong() {
        String head = "POST / HTTP/1.1\r\nHost: example.amazonaws.com\r\nX-Amz-Date: 20150830T123600Z\r\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + SCOPE
                + ", SignedHeaders=host;x-amz-date, Signature="
                + "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";
        RecordedRequest signed = new RecordedRequest("POST", "/", head, "");
        assertThat(flaw(signed, SECRET)).isEmpty();
        assertThat(flaw(signed, "another")).startsWith("the signature should be");
        assertThat(flaw(new RecordedRequest("POST", "/", head, "x"), SECRET)).startsWith("the signature should be");
        assertThat(flaw(new RecordedRequest("POST", "/", head.replace("us-east-1", "eu-west-1"), ""), SECRET))
                .startsWith("the scope is not");
        assertThat(flaw(new RecordedRequest("POST", "/", head.replace("host;", ""), ""), SECRET))
                .startsWith("host, date and token");
        assertThat(flaw(new RecordedRequest("POST", "/", "POST / HTTP/1.1", ""), SECRET))
                .isEqualTo("there is no signature");
    }

    private static String flaw(RecordedRequest request, String secret) {
        return SignatureVersion4.flaw(request, "AKIDEXAMPLE", secret, "us-east-1", "service")
                .orElse("");
    }
}
