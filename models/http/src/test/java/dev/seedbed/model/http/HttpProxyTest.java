package dev.seedbed.model.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.SeedbedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpProxyTest {
    private static final BaseUrl SAFE = BaseUrl.parse("https://api.example.com:8443/v1");

    private static Optional<String> find(BaseUrl base, Map<String, String> environment) {
        return HttpProxy.find(Optional.empty(), base, environment).map(HttpProxy::toString);
    }

    @Test
    void takesTheProxyOfTheScheme() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://one:1", "HTTP_PROXY", "two:2");

        assertThat(find(SAFE, environment)).contains("one:1");
        assertThat(find(BaseUrl.parse("http://gpu.local/v1"), environment)).contains("two:2");
        assertThat(find(SAFE, Map.of("https_proxy", "http://small", "HTTPS_PROXY", "http://large")))
                .contains("small:80");
        assertThat(find(SAFE, Map.of("ALL_PROXY", "http://any:3128"))).contains("any:3128");
        assertThat(find(SAFE, Map.of("HTTP_PROXY", "http://two:2", "HTTPS_PROXY", " ")))
                .isEmpty();
    }

    @Test
    void leavesOutWhatIsExceptedAndThisMachine() {
        for (String excepted : List.of(
                "api.example.com",
                "example.com",
                ".example.com",
                "*.example.com",
                "*",
                "a.b, example.com",
                "api.example.com:8443")) {
            assertThat(find(SAFE, Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", excepted)))
                    .as(excepted)
                    .isEmpty();
        }
        for (String other : List.of("ample.com", "example.com.org", "api.example.com:443", "")) {
            assertThat(find(SAFE, Map.of("HTTPS_PROXY", "http://p:1", "no_proxy", other)))
                    .as(other)
                    .isPresent();
        }
        for (String here : List.of("http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1")) {
            assertThat(find(BaseUrl.parse(here), Map.of("HTTP_PROXY", "http://p:1")))
                    .isEmpty();
        }
    }

    @Test
    void letsTheSettingDecide() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", "*");

        assertThat(HttpProxy.find(Optional.of("none"), SAFE, environment)).isEmpty();
        assertThat(HttpProxy.find(Optional.of("http://q:2"), SAFE, environment))
                .map(HttpProxy::toString)
                .contains("q:2");
    }

    @Test
    void saysWhatIsWrongWithAProxy() {
        Map<String, String> wrong = Map.of(
                "socks5://p:1", "only http:// proxies are known",
                "http://", "is not an address",
                "http://me:secret@p:1", "jdk.http.auth.tunneling.disabledSchemes");
        wrong.forEach((address, why) -> assertThatThrownBy(() -> HttpProxy.find(Optional.of(address), SAFE, Map.of()))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("the proxy in the setting proxy")
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret"));
    }
}
