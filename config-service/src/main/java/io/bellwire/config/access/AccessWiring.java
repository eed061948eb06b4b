package io.bellwire.config.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.util.WebUtils;

/** Who may do what: {@code admin} all, {@code viewer} look, everybody else only health, metrics and what describes the API. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {
    private static final String ADMIN = "ADMIN";
    private static final String VIEWER = "VIEWER";
    private static final String[] OPEN = {
        "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus"
    };
    /** What describes the interfaces: a producer of alerts has no user here, and nothing of it is secret. */
    private static final String[] DOCUMENTS = {"/v3/api-docs", "/schemas/*", "/schemas/versions/*"};
    /** What a page that asks to sign in needs to look like one. */
    private static final String[] DECORATION = {"/*.css", "/*.svg"};
    /** All that the page needs comes from here, and nothing of it is written inline. */
    static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** A year, told over TLS only. What else runs on hosts below this one's name is not ours to decide. */
    static final Duration TLS_REMEMBERED = Duration.ofDays(365);

    static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    @Bean
    SecurityFilterChain access(HttpSecurity http, PasswordCheck passwords, SignInCookie cookie) throws Exception {
        return http.authorizeHttpRequests(AccessWiring::rules)
                .authenticationManager(passwords)
                .httpBasic(basic -> basic.authenticationEntryPoint(new SignInRequest()))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(new SignInRequest()))
                // What the cookie names was verified when it was read.
                .addFilter(new RememberMeAuthenticationFilter(named -> named, cookie))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Every request signs in anew: a token taken back each time would spoil the form on an open page.
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens())
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .ignoringRequestMatchers(AccessWiring::comesFromAProgram))
                .headers(AccessWiring::restrictBrowser)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    FilterRegistrationBean<GuardedErrors> guardedErrors() {
        FilterRegistrationBean<GuardedErrors> registration = new FilterRegistrationBean<>(new GuardedErrors());
        registration.setDispatcherTypes(DispatcherType.ERROR);
        return registration;
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.GET, OPEN)
                .permitAll()
                .requestMatchers(HttpMethod.GET, DECORATION)
                .permitAll()
                .requestMatchers(HttpMethod.GET, DOCUMENTS)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, DOCUMENTS)
                .permitAll()
                .requestMatchers(SignInPage.PATH, SignInPage.LEAVE)
                .permitAll()
                .requestMatchers(HttpMethod.GET)
                .hasAnyRole(ADMIN, VIEWER)
                .requestMatchers(HttpMethod.HEAD)
                .hasAnyRole(ADMIN, VIEWER)
                .anyRequest()
                .hasRole(ADMIN);
    }

    /**
     * Without the sign-in cookie, which a browser would add of itself, the API wants no form token. A foreign page cannot
     * send application/json without asking first (CORS), and the API takes nothing else.
     */
    private static boolean comesFromAProgram(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/") && WebUtils.getCookie(request, SignInCookie.NAME) == null;
    }

    @Bean
    PasswordCheck passwordCheck(Passwords passwords) {
        PasswordEncoder encoder = new KeyedDigestEncoder(new SecureRandom());
        Map<String, UserDetails> users = users(passwords);
        DaoAuthenticationProvider provider =
                new DaoAuthenticationProvider(new InMemoryUserDetailsManager(users.values().stream()
                        .map(user -> User.withUserDetails(user)
                                .password(encoder.encode(user.getPassword()))
                                .build())
                        .toList()));
        provider.setPasswordEncoder(encoder);
        return new PasswordCheck(new ProviderManager(provider), users.keySet(), new SignInThrottle(System::nanoTime));
    }

    @Bean
    SignInCookie signInCookie(Passwords passwords, Clock clock) {
        return new SignInCookie(new StretchedPasswords(users(passwords)), clock);
    }

    private static Map<String, UserDetails> users(Passwords passwords) {
        Map<String, UserDetails> users = new LinkedHashMap<>();
        users.put("admin", user("admin", passwords.admin(), ADMIN));
        String viewer = passwords.viewer();
        if (viewer != null) {
            users.put("viewer", user("viewer", viewer, VIEWER));
        }
        return users;
    }

    private static UserDetails user(String name, String password, String role) {
        return User.withUsername(name).password(password).roles(role).build();
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
                .httpStrictTransportSecurity(
                        strict -> strict.includeSubDomains(false).maxAgeInSeconds(TLS_REMEMBERED.toSeconds()))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS));
    }
}
