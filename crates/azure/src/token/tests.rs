use super::*;
use crate::cloud::{Cloud, CloudEndpoint};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Does not compile where the type implements the trait: then there are two ways to infer `_`.
macro_rules! implements_none_of {
        ($type:ty: $($bound:path),+) => {$({
            trait AmbiguousIfImplemented<A> { fn ask() {} }
            impl<T: ?Sized> AmbiguousIfImplemented<()> for T {}
            #[allow(dead_code, reason = "named only where the bound holds")]
            struct Implemented;
            impl<T: ?Sized + $bound> AmbiguousIfImplemented<Implemented> for T {}
            let _ = <$type as AmbiguousIfImplemented<_>>::ask;
        })+};
    }

#[test]
fn a_token_cannot_be_printed_copied_compared_or_stored() {
    implements_none_of!(AccessToken: std::fmt::Debug, std::fmt::Display, serde::Serialize, Clone);
    implements_none_of!(AccessToken: AsRef<str>, Into<String>, PartialEq, std::hash::Hash);
}

fn jwt(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!(
        "{}.{}.{}",
        part(r#"{"alg":"none"}"#),
        part(claims),
        part("sign")
    )
}

fn arm() -> String {
    jwt(
        r#"{"aud":"https://management.azure.com/","exp":2000000000,"tid":"t-1","name":"Ada","scp":"user_impersonation"}"#,
    )
}

fn refused(text: &str) -> TokenError {
    match AccessToken::read(text) {
        Ok(_) => panic!("{text} was read"),
        Err(error) => error,
    }
}

#[test]
fn a_token_as_people_paste_it() {
    let token = arm();
    let wrapped = {
        let (head, tail) = token.split_at(30);
        format!("{head}\r\n  {tail}")
    };
    for text in [
        token.clone(),
        format!("  {token}\n"),
        format!("\"{token}\""),
        format!("'{token}'\r\n"),
        format!("Bearer {token}"),
        format!("Authorization: bearer  {token}"),
        wrapped,
        format!(
            r#"{{ "accessToken": "{token}", "expiresOn": "2026-01-01", "tokenType": "Bearer" }}"#
        ),
        format!("{{\n  \"Token\": \"{token}\",\n  \"UserId\": \"a\" }}"),
        {
            let (head, tail) = token.split_at(20);
            format!(
                "{{\"accessToken\": \"{head}
{tail}\"}}"
            )
        },
        format!("\"accessToken\": \"{token}\","),
    ] {
        let Ok(read) = AccessToken::read(&text) else {
            panic!("{text}");
        };
        assert_eq!(*read.authorization(), format!("Bearer {token}"), "{text}");
        assert_eq!(read.claims().name.as_deref(), Some("Ada"));
        assert_eq!(read.claims().tenant.as_deref(), Some("t-1"));
    }
}

#[test]
fn a_token_in_the_list_that_powershell_prints() {
    let token = arm();
    let list = |token: &str, between: &str| {
        let lines = [
            format!("Token     : {token}"),
            "ExpiresOn : 11/25/2026 1:26:18 AM +00:00".to_owned(),
            "TenantId  : 6e8bc430-9c3a-11d9-9669-0800200c9a66".to_owned(),
            "UserId    : ada@contoso.com".to_owned(),
            "Type      : Bearer".to_owned(),
        ];
        lines.join(between)
    };
    let wrapped = |break_: &str| {
        let (head, tail) = token.split_at(30);
        format!("{head}{break_}            {tail}")
    };
    for text in [
        format!("\r\n{}\r\n\r\n", list(&token, "\r\n")),
        list(&wrapped("\r\n"), "\r\n"),
        // As a field for passwords leaves it.
        list(&token, ""),
        list(&wrapped(""), ""),
        // Other versions have other lines, in another order.
        format!("Type      : Bearer\nToken     : {token}\nTenantId  : t\n"),
        format!("Token: {token}"),
    ] {
        let Ok(read) = AccessToken::read(&text) else {
            panic!("{text}");
        };
        assert_eq!(*read.authorization(), format!("Bearer {token}"), "{text}");
    }
    for text in [
        "Token : abc",
        "Token : \nExpiresOn : 1/1/2026",
        "Token : a b",
    ] {
        let error = refused(text);
        assert!(
            matches!(error, TokenError::NotAToken { .. } | TokenError::Missing),
            "{text}"
        );
    }
}

#[test]
fn what_is_not_a_token_is_named() {
    use LooksLike::{Guid, Other, RefreshToken};
    for (text, looks_like) in [
        ("6e8bc430-9c3a-11d9-9669-0800200c9a66", Guid),
        (
            "0.AXoAabcdefghijklmnopqrstuvwxyz0123456789-_abcdefghijklmnop",
            RefreshToken,
        ),
        (
            "1.AXoAabcdefghijklmnopqrstuvwxyz0123456789-_abcdefghijklmnop.x",
            RefreshToken,
        ),
        ("M.C5_BAY.0.U.-abc", RefreshToken),
        ("correct horse battery staple", Other),
        ("a.b.c", Other),
        ("eyJhbGciOiJub25lIn0.bm8ganNvbg.c2lnbg", Other),
        ("abC8Q~not-a-real-secret-value", LooksLike::Secret),
    ] {
        assert_eq!(
            refused(text),
            TokenError::NotAToken { looks_like },
            "{text}"
        );
    }
    for text in ["", "  \n", "\"\"", "Bearer ", r#"{"accessToken": ""}"#] {
        assert_eq!(refused(text), TokenError::Missing, "{text}");
    }
    for text in [
        "System.Security.SecureString",
        r#"{"Token": {"Length": 1843}, "ExpiresOn": "x"}"#,
        "Token : System.Security.SecureString\nExpiresOn : 1/1/2026",
    ] {
        assert_eq!(refused(text), TokenError::SecureString, "{text}");
    }
    let id = jwt(r#"{"aud":"6e8bc430-9c3a-11d9-9669-0800200c9a66","nonce":"n","name":"Ada"}"#);
    assert_eq!(refused(&id), TokenError::IdToken);
}

#[test]
fn no_error_repeats_what_was_pasted() {
    let secret = "S3cret0000000000000000000000000000000000";
    for text in [
        secret.to_owned(),
        format!("Bearer {secret}"),
        format!("a.{secret}.b"),
    ] {
        let error = refused(&text);
        let told = format!("{error} {error:?} {:?} {:?}", error.help(), error.command());
        assert!(!told.contains("S3cret"), "{told}");
    }
}

#[test]
fn a_token_for_something_else_or_of_yesterday_is_told_before_it_is_sent() {
    let read = |claims: &str| AccessToken::read(&jwt(claims)).ok().unwrap();
    let azure = CloudEndpoint::default();
    let now = 1_000_000;
    for (claims, problem) in [
        (
            r#"{"aud":"https://management.azure.com","exp":1000100,"scp":"x"}"#,
            None,
        ),
        (
            r#"{"aud":"https://management.core.windows.net/","exp":1000100,"scp":"x"}"#,
            None,
        ),
        (r#"{"scp":"x"}"#, None),
        (
            r#"{"aud":"https://graph.microsoft.com","exp":1000100,"scp":"x"}"#,
            Some("the token is for Microsoft Graph"),
        ),
        (
            r#"{"aud":"00000003-0000-0000-c000-000000000000","exp":1000100,"scp":"x"}"#,
            Some("the token is for Microsoft Graph"),
        ),
        (
            r#"{"aud":"https://management.core.chinacloudapi.cn/","exp":1000100,"scp":"x"}"#,
            Some("the token is for Azure China"),
        ),
        (
            r#"{"aud":"https://vault.azure.net","exp":1000100,"scp":"x"}"#,
            Some("the token is for `https://vault.azure.net`"),
        ),
        (
            r#"{"aud":"https://management.azure.com/","exp":992800,"scp":"x"}"#,
            Some("the token expired 2 hours ago"),
        ),
        (
            r#"{"aud":"https://management.azure.com/","exp":1000000.5,"scp":"x"}"#,
            Some("the token expired just now"),
        ),
    ] {
        let problem = problem.map(str::to_owned);
        let found = read(claims).claims().problem(&azure, now);
        assert_eq!(found.as_ref().map(ToString::to_string), problem, "{claims}");
    }
    let graph = read(r#"{"aud":"https://graph.microsoft.com","scp":"x"}"#);
    let gateway = CloudEndpoint::read("https://arm.contoso.com").unwrap();
    assert_eq!(graph.claims().problem(&gateway, now), None);
    let china = CloudEndpoint::of(Cloud::China);
    let found = read(r#"{"aud":"https://management.azure.com","scp":"x"}"#);
    let found = found.claims().problem(&china, now).unwrap();
    assert!(
        found
            .command()
            .unwrap()
            .contains("management.core.chinacloudapi.cn")
    );
}

#[test]
fn a_program_may_bring_any_token_that_fits_a_header() {
    for (given, sent) in [
        ("opaque-1", "Bearer opaque-1"),
        (" bearer abc ", "Bearer abc"),
    ] {
        let token = AccessToken::from_provider(given).ok().unwrap();
        assert_eq!(*token.authorization(), sent);
        assert_eq!(*token.claims(), Claims::default());
    }
    for given in ["", "a b", "a\r\nHost: x", "ä"] {
        assert!(AccessToken::from_provider(given).is_err(), "{given}");
    }
    let token = AccessToken::from_provider(&arm()).ok().unwrap();
    assert_eq!(token.claims().expires, Some(2_000_000_000));
}

#[test]
fn what_a_token_says_is_shown_without_tricks() {
    let long = "x".repeat(5_000);
    let claims = format!(
        r#"{{"aud":"a\u0007b\u202e","upn":"{long}","scp":"a b","roles":["c"],"appid":"p"}}"#
    );
    let token = AccessToken::read(&jwt(&claims)).ok().unwrap();
    let claims = token.claims();
    assert_eq!(claims.audience.as_deref(), Some("a\u{fffd}b\u{fffd}"));
    assert!(claims.name.as_ref().unwrap().chars().count() <= 201);
    assert_eq!(claims.scopes, ["a", "b", "c"]);
    let service = AccessToken::read(&jwt(r#"{"aud":"a","appid":"p-1","idtyp":"app"}"#));
    assert_eq!(service.ok().unwrap().claims().name.as_deref(), Some("p-1"));
}

#[test]
fn azures_own_token_is_not_for_everybody() {
    let azure = AccessToken::read(&arm()).ok().unwrap();
    let own = AccessToken::read(&jwt(r#"{"aud":"api://gateway","scp":"x"}"#))
        .ok()
        .unwrap();
    for (endpoint, is_given_away) in [
        ("https://management.azure.com", false),
        ("https://management.chinacloudapi.cn", false),
        ("http://127.0.0.1:8080", false),
        ("http://localhost:8080", false),
        ("https://management.azure.com.evil.example", true),
        ("https://rnanagement.azure.com", true),
        ("https://arm.contoso.com", true),
    ] {
        let endpoint = CloudEndpoint::read(endpoint).unwrap();
        assert_eq!(azure.claims().is_given_away(&endpoint), is_given_away);
        assert!(!own.claims().is_given_away(&endpoint));
    }
}
