//! Expressions and functions.

use super::source_of;

#[test]
fn what_is_known_is_computed() {
    let around = "locals {\n  net = \"10.1.0.0/16\"\n  list = [\"10.0.0.4\", \"10.0.0.5\"]\n  map = { a = \"10.0.0.6\", b = { c = \"10.0.0.7\" } }\n  \
                  objects = [{ ip = \"10.0.0.8\" }]\n  flag = true\n}\n\
                  resource \"azurerm_subnet\" \"app\" {\n  address_prefixes = [cidrsubnet(local.net, 8, 3)]\n}\n";
    for (expression, expected) in [
        ("\"10.0.0.4\"", "10.0.0.4"),
        ("\"10.0.${1 + 1}.0/${8 * 3}\"", "10.0.2.0/24"),
        ("<<-E\n    10.0.0.4\n  E\n", "10.0.0.4"),
        ("local.list[1]", "10.0.0.5"),
        ("local.list.0", "10.0.0.4"),
        ("local.map.a", "10.0.0.6"),
        ("local.map[\"b\"].c", "10.0.0.7"),
        ("local.map[\"b\"][\"c\"]", "10.0.0.7"),
        ("(local.objects[*].ip)[0]", "10.0.0.8"),
        ("local.objects.*.ip[0]", "10.0.0.8"),
        ("one(local.objects[*].ip)", "10.0.0.8"),
        ("local.flag ? \"10.0.0.1\" : var.none", "10.0.0.1"),
        ("var.none ? \"10.0.0.1\" : \"10.0.0.1\"", "10.0.0.1"),
        (
            "!local.flag || false ? \"10.0.0.1\" : \"10.0.0.2\"",
            "10.0.0.2",
        ),
        (
            "[for it in local.list : it if it != \"10.0.0.4\"][0]",
            "10.0.0.5",
        ),
        (
            "{ for at, it in local.list : it => at }[\"10.0.0.5\"] == 1 ? \"10.0.0.9\" : \"\"",
            "10.0.0.9",
        ),
        ("{ for it in local.list : \"x\" => it... }.x[1]", "10.0.0.5"),
        ("azurerm_subnet.app.address_prefixes[0]", "10.1.3.0/24"),
        ("cidrsubnet(local.net, 4, 15)", "10.1.240.0/20"),
        ("cidrsubnet(\"fd00::/48\", 16, 2)", "fd00:0:0:2::/64"),
        ("cidrhost(local.net, 4)", "10.1.0.4"),
        ("cidrhost(local.net, -2)", "10.1.255.254"),
        ("lookup(local.map, \"none\", \"10.0.0.4\")", "10.0.0.4"),
        ("element(local.list, 3)", "10.0.0.5"),
        ("concat(local.list, [\"10.0.0.9\"])[2]", "10.0.0.9"),
        ("merge(local.map, { a = \"10.0.0.1\" }).a", "10.0.0.1"),
        ("flatten([[], [local.list]])[1]", "10.0.0.5"),
        ("keys({ \"10.0.0.4\" = 1 })[0]", "10.0.0.4"),
        ("values({ a = \"10.0.0.4\" })[0]", "10.0.0.4"),
        (
            "distinct(concat(local.list, local.list))[length(local.list) - 1]",
            "10.0.0.5",
        ),
        ("compact([\"\", null, \"10.0.0.4\"])[0]", "10.0.0.4"),
        ("sort([\"10.0.0.9\", \"10.0.0.1\"])[0]", "10.0.0.1"),
        ("reverse(local.list)[0]", "10.0.0.5"),
        ("slice(local.list, 1, 2)[0]", "10.0.0.5"),
        ("\"10.0.0.${range(5)[4]}\"", "10.0.0.4"),
        ("\"10.0.0.${range(10, 1, -4)[1]}\"", "10.0.0.6"),
        (
            "zipmap([\"a\"], local.list[*] == [] ? [] : [\"10.0.0.4\"]).a",
            "10.0.0.4",
        ),
        ("coalesce(null, \"\", \"10.0.0.4\")", "10.0.0.4"),
        (
            "try(local.map.none, local.list[7], \"10.0.0.4\")",
            "10.0.0.4",
        ),
        ("can(local.map.none) ? \"\" : \"10.0.0.4\"", "10.0.0.4"),
        ("join(\".\", [10, 0, 0, 4])", "10.0.0.4"),
        ("split(\",\", \"10.0.0.1,10.0.0.4\")[1]", "10.0.0.4"),
        ("format(\"10.0.%d.%s/%02d\", 2, \"0\", 24)", "10.0.2.0/24"),
        (
            "upper(\"internet\") == \"INTERNET\" ? lower(\"10.0.0.4\") : \"\"",
            "10.0.0.4",
        ),
        ("title(\"internet\")", "Internet"),
        ("trimspace(\" 10.0.0.4 \")", "10.0.0.4"),
        ("replace(\"10-0-0-4\", \"-\", \".\")", "10.0.0.4"),
        ("\"10.0.0.${max(1, min(4, 9), 2)}\"", "10.0.0.4"),
        (
            "jsondecode(\"{\\\"a\\\": [\\\"10.0.0.4\\\"]}\").a[0]",
            "10.0.0.4",
        ),
        (
            "jsondecode(jsonencode({ a = local.list })).a[1]",
            "10.0.0.5",
        ),
        (
            "tolist(setunion([\"10.0.0.4\"], [\"10.0.0.4\"]))[0]",
            "10.0.0.4",
        ),
        (
            "setproduct([\"10.0.0\"], [4])[0][0] == \"10.0.0\" ? \"10.0.0.4\" : \"\"",
            "10.0.0.4",
        ),
        (
            "contains(local.list, \"10.0.0.5\") ? \"10.0.0.4\" : \"\"",
            "10.0.0.4",
        ),
        ("local.list[index(local.list, \"10.0.0.5\")]", "10.0.0.5"),
        (
            "tostring(tonumber(\"4\")) == \"4\" ? \"10.0.0.4\" : \"\"",
            "10.0.0.4",
        ),
        (
            "\"%{ if local.flag }10.0.0.4%{ else }x%{ endif }\"",
            "10.0.0.4",
        ),
        (
            "\"10.0.0.%{ for it in [1, 2] }${it}%{ endfor }\"",
            "10.0.0.12",
        ),
        ("\"10.0.0.4${ \"\" ~} \"", "10.0.0.4"),
    ] {
        assert_eq!(source_of(expression, around), expected, "{expression}");
    }
}
