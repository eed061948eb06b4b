package io.bellwire.config.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may do what: {@code admin} all, {@code viewer} look, everybody else only health and metrics. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {
    private static final String ADMIN = "ADMIN";
    private static final String VIEWER = "VIEWER";
    private static final String[] OPEN = {
        "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus"
    };
    /** What a page that asks to sign in needs to look like one. */
    private static final String[] DECORATION = {"/*.css", "/*.svg"};
    /** All that the page needs comes from here, and nothing of it is written inline. */
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain access(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, DECORATION)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET)
                        .hasAnyRole(ADMIN, VIEWER)
                        .requestMatchers(HttpMethod.HEAD)
                        .hasAnyRole(ADMIN, VIEWER)
                        .anyRequest()
                        .hasRole(ADMIN))
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, e) -> ask(response)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A foreign page cannot send application/json without asking first (CORS), and the API takes nothing
                // else.
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens()).ignoringRequestMatchers("/api/**"))
                .headers(AccessWiring::restrictBrowser)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new KeyedDigestEncoder(new SecureRandom());
    }

    @Bean
    UserDetailsService users(Passwords passwords, PasswordEncoder encoder) {
        List<UserDetails> users = new ArrayList<>();
        users.add(user("admin", passwords.admin(), ADMIN, encoder));
        String viewer = passwords.viewer();
        if (viewer != null) {
            users.add(user("viewer", viewer, VIEWER, encoder));
        }
        return new InMemoryUserDetailsManager(users);
    }

    private static UserDetails user(String name, String password, String role, PasswordEncoder encoder) {
        return User.withUsername(name)
                .password(encoder.encode(password))
                .roles(role)
                .build();
    }

    /** Kept in a cookie that scripts cannot read; no session, so that any replica can check it. */
    private static CookieCsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("bellwire-form");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    private static void restrictBrowser(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    }

    /** The user's name and password come as UTF-8 (RFC 7617 section 2.1). */
    private static void ask(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Bellwire\", charset=\"UTF-8\"");
        response.sendError(HttpStatus.UNAUTHORIZED.value());
    }
}
