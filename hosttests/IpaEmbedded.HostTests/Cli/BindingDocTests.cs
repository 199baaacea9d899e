using System.Xml.Linq;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class BindingDocTests
{
    private const string Lamp = """
        $id: http://devicetree.org/schemas/misc/acme,lamp.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: A lamp_of <Acme>
        maintainers:
          - Jane Doe <jane@example.org>
        description: |
          It shines.

             +---+
             | x |
             +---+
        properties:
          compatible:
            oneOf:
              - items:
                  - enum: [ 'acme,lamp2', 'acme,lamp3' ]
                  - const: acme,lamp
              - const: acme,lamp
          reg:
            maxItems: 1
          clocks:
            items:
              - description: The clock of its bus.
              - description: Its own.
          acme,level:
            $ref: /schemas/types.yaml#/definitions/uint32
            description: How bright | it is.
            minimum: 1
            maximum: 0x10
            default: 3
        patternProperties:
          "^bulb@[0-9]$":
            type: object
            properties:
              label: true
            additionalProperties: false
        required:
          - compatible
          - reg
        allOf:
          - if:
              properties:
                compatible:
                  contains:
                    const: acme,lamp3
            then:
              required: [ clocks ]
            else:
              properties:
                clocks: false
        additionalProperties: false
        examples:
          - |
            lamp@10 { /* one */
                compatible = "acme,lamp";
                reg = <0x10 0x10>;
            };

        """;

    private const string Expected = """
        # A lamp\_of \<Acme\>

        It shines.

        ```
           +---+
           | x |
           +---+
        ```

        Compatible with:

        - `acme,lamp2` or `acme,lamp3`, `acme,lamp`
        - `acme,lamp`

        ## Properties

        | name | type | required | values | meaning |
        |---|---|---|---|---|
        | `compatible` | strings | yes |  |  |
        | `reg` | cells | yes | 1 entry |  |
        | `clocks` | phandle-array | in some cases | 2 entries | 1. The clock of its bus.<br>2. Its own. |
        | `acme,level` | uint32 | no | 1 to 16, default 3 | How bright \| it is. |
        | `^bulb@[0-9]$` | node | no |  |  |

        Nothing else is allowed.

        ## Node `^bulb@[0-9]$`

        | name | type | required | values | meaning |
        |---|---|---|---|---|
        | `label` | string | no |  |  |

        Nothing else is allowed.

        ## In some cases

        - If compatible contains "acme,lamp3":
          - clocks is required

          Otherwise:
          - clocks is not allowed

        ## Example

        ```dts
        lamp@10 { /* one */
            compatible = "acme,lamp";
            reg = <0x10 0x10>;
        };
        ```

        Maintainers: Jane Doe \<jane@example.org\>

        From `http://devicetree.org/schemas/misc/acme,lamp.yaml#`

        """;

    [TestMethod]
    public void A_binding_becomes_a_page_of_markdown()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("binding", "doc", folder.Write("lamp.yaml", Lamp));

        Assert.AreEqual((0, Expected, ""), (run.ExitCode, run.Out, run.Error));
    }

    [TestMethod]
    public void What_is_asked_for_when_a_condition_does_not_hold_is_told_inside_of_a_case_and_without_its_other_half()
    {
        const string Otherwise = "    else:\n      properties:\n        clocks: false\n";
        const string Nested = "    else:\n      if:\n        properties:\n          compatible:\n            contains:\n              const: acme,lamp2\n      then:\n        properties:\n          clocks: false\n      else:\n        required: [ 'acme,level' ]\n";
        using var folder = new TemporaryFolder();

        string nested = CommandRun.Of("binding", "doc", folder.Write("nested.yaml", Lamp.Replace(Otherwise, Nested, StringComparison.Ordinal))).Out;
        string inner = CommandRun.Of("binding", "doc", folder.Write("inner.yaml", Lamp.Replace(Otherwise, Nested.Replace("      then:\n        properties:\n          clocks: false\n", "", StringComparison.Ordinal), StringComparison.Ordinal))).Out;
        string alone = CommandRun.Of("binding", "doc", folder.Write("alone.yaml", Lamp.Replace("    then:\n      required: [ clocks ]\n", "", StringComparison.Ordinal))).Out;

        Assert.Contains("\n  Otherwise:\n  - if compatible contains \"acme,lamp2\": clocks is not allowed; otherwise: acme,level is required\n\n", nested);
        Assert.Contains("| `acme,level` | uint32 | in some cases |", nested);
        Assert.Contains("\n  Otherwise:\n  - unless compatible contains \"acme,lamp2\": acme,level is required\n\n", inner);
        Assert.Contains("- If not: compatible contains \"acme,lamp3\":\n  - clocks is not allowed\n\n##", alone);
    }

    [TestMethod]
    [DataRow("allOf: [ { required: [ reg ] }, { anyOf: [ { required: [ clocks ] }, { required: [ label ] } ] } ]", "reg is there and (clocks is there or label is there)", "not: (reg is there and (clocks is there or label is there))")]
    [DataRow("oneOf: [ { required: [ reg, clocks ] }, { required: [ label ] } ]", "(reg is there and clocks is there) or label is there", "not: ((reg is there and clocks is there) or label is there)")]
    [DataRow("anyOf: [ { required: [ reg ] }, { anyOf: [ { required: [ clocks ] }, { required: [ label ] } ] } ]", "reg is there or clocks is there or label is there", "not: (reg is there or clocks is there or label is there)")]
    [DataRow("allOf: [ { anyOf: [ { required: [ reg ] } ] }, { required: [ clocks ] } ]", "reg is there and clocks is there", "not: (reg is there and clocks is there)")]
    [DataRow("not: { required: [ reg, clocks ] }", "not: (reg is there and clocks is there)", "not: not: (reg is there and clocks is there)")]
    [DataRow("allOf: [ { not: { required: [ reg ] } }, { required: [ clocks ] } ]", "not: reg is there and clocks is there", "not: (not: reg is there and clocks is there)")]
    public void What_a_condition_joins_by_another_word_stands_in_brackets(string condition, string expected, string contrary)
    {
        const string If = "  - if:\n      properties:\n        compatible:\n          contains:\n            const: acme,lamp3\n";
        using var folder = new TemporaryFolder();

        string text = Lamp.Replace(If, "  - if: { " + condition + " }\n", StringComparison.Ordinal);
        string page = CommandRun.Of("binding", "doc", folder.Write("both.yaml", text)).Out;
        string alone = CommandRun.Of("binding", "doc", folder.Write("alone.yaml", text.Replace("    then:\n      required: [ clocks ]\n", "", StringComparison.Ordinal))).Out;

        Assert.Contains($"\n- If {expected}:\n", page);
        Assert.Contains($"\n- If {contrary}:\n", alone);
    }

    /// <summary>It was said that the property is allowed.</summary>
    [TestMethod]
    [DataRow("compatible: { not: { contains: { const: 'acme,lamp' } } }", "not: compatible contains \"acme,lamp\"", "not: compatible contains \"acme,lamp\"")]
    [DataRow("compatible: { contains: { anyOf: [ { const: 'acme,lamp' }, { pattern: '^a' } ] } }", "compatible contains \"acme,lamp\" or compatible contains a match of ^a", "compatible contains \"acme,lamp\" or compatible contains a match of ^a")]
    [DataRow("compatible: { oneOf: [ { contains: { const: 'acme,lamp' } }, { const: 'acme,lamp2' } ] }, reg: false", "(compatible contains \"acme,lamp\" or compatible is \"acme,lamp2\") and reg is not there", "compatible contains \"acme,lamp\" or compatible is \"acme,lamp2\"")]
    [DataRow("compatible: { contains: { enum: [ 'acme,lamp', 'acme,lamp2' ] } }, reg: false", "(compatible contains \"acme,lamp\" or \"acme,lamp2\") and reg is not there", "compatible contains \"acme,lamp\" or \"acme,lamp2\"")]
    [DataRow("compatible: { not: { enum: [ 'acme,lamp', 'acme,lamp2' ] } }", "not: (compatible is \"acme,lamp\" or \"acme,lamp2\")", "not: (compatible is \"acme,lamp\" or \"acme,lamp2\")")]
    [DataRow("clocks: { uniqueItems: true }", "clocks is {uniqueItems: true}", "clocks: allowed")]
    public void What_a_condition_asks_of_a_property_is_told(string property, string expected, string demanded)
    {
        using var folder = new TemporaryFolder();
        string text = Lamp.Replace("      properties:\n        compatible:\n          contains:\n            const: acme,lamp3\n", "      properties: { " + property + " }\n", StringComparison.Ordinal)
            .Replace("      required: [ clocks ]\n", "      properties: { " + property + " }\n", StringComparison.Ordinal);

        string page = CommandRun.Of("binding", "doc", folder.Write("lamp.yaml", text)).Out;

        Assert.Contains($"\n- If {expected}:\n", page);
        Assert.Contains($"\n  - {demanded}\n", page);
    }

    /// <summary>A number that is given alone is both the least and the most, as trees are validated.</summary>
    [TestMethod]
    [DataRow("minItems: 1", "1 entry")]
    [DataRow("minItems: 2", "2 entries")]
    [DataRow("minItems: 2\n    maxItems: 3", "2 to 3 entries")]
    [DataRow("minItems: 2\n    items: { maxItems: 1 }", "2 or more entries")]
    public void A_page_says_how_many_entries_the_validator_takes(string rule, string expected)
    {
        const string Clocks = "    items:\n      - description: The clock of its bus.\n      - description: Its own.\n";
        using var folder = new TemporaryFolder();

        string page = CommandRun.Of("binding", "doc", folder.Write("lamp.yaml", Lamp.Replace(Clocks, "    " + rule + "\n", StringComparison.Ordinal))).Out;

        Assert.Contains($"| `clocks` | phandle-array | in some cases | {expected} |", page);
    }

    [TestMethod]
    public void A_stroke_of_a_pattern_is_escaped_in_a_table_and_nowhere_else()
    {
        using var folder = new TemporaryFolder();

        string page = CommandRun.Of("binding", "doc", folder.Write("lamp.yaml", Lamp.Replace("^bulb@", "^(bulb|tube)@", StringComparison.Ordinal).Replace("- const: acme,lamp\n  reg", "- pattern: '^acme,(a|b)'\n  reg", StringComparison.Ordinal))).Out;

        Assert.Contains("\n| `^(bulb\\|tube)@[0-9]$` | node |", page);
        Assert.Contains("\n## Node `^(bulb|tube)@[0-9]$`\n", page);
        Assert.Contains("\n- `^acme,(a|b)`\n", page);
    }

    [TestMethod]
    public void A_page_for_a_browser_is_well_formed_says_the_same_and_runs_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("lamp.yaml", Lamp.Replace("It shines.", "It <script>shines</script>.\u202e", StringComparison.Ordinal));

        CommandRun run = CommandRun.Of("binding", "doc", path, "-o", folder["lamp.html"]);

        Assert.AreEqual((0, "", ""), (run.ExitCode, run.Out, run.Error));
        string html = File.ReadAllText(folder["lamp.html"]);
        XElement page = XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), LoadOptions.PreserveWhitespace).Root!;
        Assert.HasCount(6, page.Descendants("tbody").First().Elements("tr").Concat(page.Descendants("tbody").Last().Elements("tr")).ToList());
        Assert.AreEqual("lamp@10 { /* one */\n    compatible = \"acme,lamp\";\n    reg = <0x10 0x10>;\n};", page.Descendants("pre").Last().Value);
        CollectionAssert.AreEqual(new[] { "comment", "string", "number", "number" }, page.Descendants("pre").Last().Elements("span").Select(each => each.Attribute("class")!.Value).ToArray());
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("\u202e", html);
    }

    [TestMethod]
    public void What_is_no_binding_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.AreEqual(1, CommandRun.Of("binding", "doc", folder.Write("a.yaml", "- a\n")).ExitCode);
        Assert.AreEqual(3, CommandRun.Of("binding", "doc", folder["none.yaml"]).ExitCode);
    }

    [TestMethod]
    [DataRow("bosch,bme280")]
    [DataRow("maxim,3d-x.1+2")]
    public void A_new_binding_passes_the_check_as_it_is(string name)
    {
        using var folder = new TemporaryFolder();

        CommandRun made = CommandRun.Of("binding", "new", name, "-o", folder["mine"]);

        Assert.AreEqual(0, made.ExitCode, made.ToString());
        CommandRun check = CommandRun.Of("binding", "check", folder[$"mine/{name}.yaml"], "--werror");
        Assert.AreEqual((0, "1 binding checked, nothing found\n", ""), (check.ExitCode, check.Out, check.Error));
        Assert.AreEqual(3, CommandRun.Of("binding", "new", name, "-o", folder["mine"]).ExitCode);
        Assert.AreEqual(2, CommandRun.Of("binding", "new", "bme280", "-o", folder["mine"]).ExitCode);
    }

    [TestMethod]
    public void In_a_checkout_a_new_binding_has_the_address_of_its_folder()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["scripts/dtc/include-prefixes"]);
        Directory.CreateDirectory(folder["Documentation/devicetree/bindings/iio"]);

        Assert.AreEqual(0, CommandRun.Of("binding", "new", "bosch,bme280", "-o", folder["Documentation/devicetree/bindings/iio"]).ExitCode);

        string path = folder["Documentation/devicetree/bindings/iio/bosch,bme280.yaml"];
        Assert.Contains("\n$id: http://devicetree.org/schemas/iio/bosch,bme280.yaml#\n", File.ReadAllText(path));
        Assert.AreEqual("1 binding checked, nothing found\n", CommandRun.Of("binding", "check", path).Out);
    }
}
