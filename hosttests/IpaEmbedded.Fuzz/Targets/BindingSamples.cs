using System.Text;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>Small bindings that use most keywords, a tree with what they are about, and the pieces that bindings are made of.</summary>
internal static class BindingSamples
{
    /// <summary>Stands between a binding and a tree.</summary>
    public const string Border = "\n%%%\n";

    public const string Types = """
        $id: http://devicetree.org/schemas/types.yaml#
        select: true
        definitions:
          flag: { oneOf: [ { const: true }, { type: 'null' } ] }
          string-array: { type: array, minItems: 1, uniqueItems: true, items: { type: string } }
          string: { maxItems: 1, $ref: '#/definitions/string-array' }
          row: { type: array, items: { type: integer, minimum: 0, maximum: 0xffffffff } }
          uint32: { type: array, minItems: 1, maxItems: 1, items: { minItems: 1, maxItems: 1, $ref: '#/definitions/row' } }
          uint32-matrix: { type: array, minItems: 1, items: { $ref: '#/definitions/row' } }
          phandle-array: { type: array, minItems: 1, items: { minItems: 1, $ref: '#/definitions/row' } }
          uint8-array: { type: array, minItems: 1, maxItems: 1, typeSize: 8, items: { type: array, items: { type: integer, maximum: 0xff } } }

        """;

    public const string Device = """
        $id: http://devicetree.org/schemas/v,device.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: A device
        maintainers: [ A B <a@b.example> ]
        properties:
          compatible:
            oneOf:
              - const: v,device
              - items:
                  - enum: [ v,other, v,third ]
                  - const: v,device
          reg: { minItems: 1, maxItems: 2 }
          clocks:
            maxItems: 1
          clock-names:
            items:
              - const: core
          interrupts: { maxItems: 1 }
          level:
            $ref: /schemas/types.yaml#/definitions/uint32
            minimum: 1
            maximum: 8
          v,map:
            $ref: /schemas/types.yaml#/definitions/uint32-matrix
            items:
              items:
                - maximum: 3
                - enum: [ 1, 2, 4 ]
          bits:
            $ref: /schemas/types.yaml#/definitions/uint8-array
        patternProperties:
          '^child@[0-9a-f]+$':
            type: object
            properties:
              reg: { maxItems: 1 }
            required: [ reg ]
            additionalProperties: false
          '-names$': { $ref: /schemas/types.yaml#/definitions/string-array }
        required: [ compatible, reg ]
        dependentRequired: { clock-names: [ clocks ] }
        allOf:
          - if: { properties: { compatible: { contains: { const: v,other } } } }
            then: { required: [ level ] }
            else: { properties: { level: false } }
        unevaluatedProperties: false
        examples:
          - |
            device@1 { compatible = "v,device"; reg = <1>; };

        """;

    public const string Selected = """
        $id: http://devicetree.org/schemas/any.yaml#
        select:
          anyOf: [ { required: [ level ] }, { properties: { $nodename: { pattern: '^(a|b)+@' } }, required: [ $nodename ] } ]
        $defs:
          base: &base { type: object, properties: { words: { $ref: /schemas/types.yaml#/definitions/string } } }
        properties:
          level: true
          again: { $ref: '#' }
          nested: *base
          word: { pattern: '^(x+)+$', maxLength: 9 }
        not: { required: [ gone ] }
        additionalProperties: { type: object }

        """;

    public const string Tree = """
        /dts-v1/;
        / { #address-cells = <1>; #size-cells = <0>; compatible = "v,board"; interrupt-parent = <&ic>;
            ic: clock@0 { compatible = "v,third", "v,device"; reg = <0>; #clock-cells = <1>; interrupt-controller; #interrupt-cells = <2>; };
            device@1 { compatible = "v,other", "v,device"; reg = <1>, <2>; clocks = <&ic 3>; clock-names = "core"; interrupts = <1 4>; level = <9>;
                v,map = <1 2>, <3 4>; bits = [01 02]; words = "one", "two"; interrupts-extended = <&ic 1 2>; x-gpios = <&ic 1>;
                child@1 { reg = <1>; status = "disabled"; }; }; };

        """;

    /// <summary>Bindings alone.</summary>
    public static IReadOnlyList<byte[]> Bindings { get; } = [.. new[] { Device, Selected, Types }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Documents that use what YAML has: anchors, both styles of lists and maps, texts in every style, numbers, comments.</summary>
    public static IReadOnlyList<byte[]> Documents { get; } =
    [
        .. new[]
        {
            "$id: http://d/a.yaml#\nselect: true\na: &a { b: [ 1, 0x10, -2, 1.5, ~, true ], c: *a }\n", "$id: 'http://d/b.yaml#'\nselect: false\nx: &a\n  - one\n  - &b two\ny: [ *a, *b, *a ]\n",
            "# c\n$id: \"http://d/c.yaml#\" # d\nselect: {}\ntext: |\n  one\n   two\n\nfolded: >-\n  three\n  four\n'quoted''s': \"\\x41\\u00e9\\n\"\n",
            "%YAML 1.2\n---\n$id: http://d/d.yaml#\nselect:\n  properties:\n    ? a\n    : b\n...\n", "- - - a\n  - b\n- {a: b, 'c': [d, {e: f}]}\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Pieces of YAML, and those of bindings.</summary>
    public static IReadOnlyList<byte[]> Tokens =>
    [
        .. Pieces,
        .. new[] { "*b", "&b ", "&a [ ", "*a: ", "? *a\n: ", "|\n  ", ">-\n  ", "|9\n", "\"\\x", "\\u0041", "''", "\r\n", "\u00e9", "\u2028", "\ud7ff", "{ ? : }", "[ , ]", "- - - ", "!<tag:x> ", "%TAG ! t:\n", "@", "`", "0o7", "0b1", "+1", "1e3", ".nan", "-.inf", "\u0085", " #", "#x" }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>A binding and a tree each.</summary>
    public static IReadOnlyList<byte[]> Pairs { get; } =
        [.. new[] { Device + Border + Tree, Selected + Border + Tree, Device + Border + TreeSamples.Source.Replace("#define", "//", StringComparison.Ordinal) }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Pieces of bindings that chance would not find.</summary>
    public static IReadOnlyList<byte[]> Pieces { get; } =
    [
        .. new[]
        {
            "$ref: '#'", "$ref: '#/properties/level'", "$ref: /schemas/types.yaml#/definitions/uint32", "$ref: types.yaml", "allOf:\n  - ", "oneOf:\n  - ", "anyOf: [ {} ]", "not: ", "if: ", "then: ", "else: ",
            "items: ", "minItems: 2", "maxItems: -1", "contains: ", "const: ", "enum: [ ]", "pattern: '^(a+)+$'", "pattern: '('", "patternProperties:\n  '.*': ", "unevaluatedProperties: false",
            "additionalProperties: false", "dependencies: ", "dependentSchemas: ", "required: [ x ]", "select: true", "select: false", "$defs: ", "definitions: ", "type: object", "type: [ 'null', array ]",
            "&a ", "*a", "<<: *a", "!!str ", "? ", "| \n", "> \n", "- ", "---\n", "...\n", "\t", "\"", "'", "{", "}", "[", "]", ",", ": ", "#", "%YAML 1.2\n", "\ufeff", "0x1_0", ".inf", "1e999", "~", "\0",
            "99999999999999999999999999999999", "-0x8000000000000000", "multipleOf: 0", "uniqueItems: true", "typeSize: 8", "propertyNames: ", "minProperties: 9", "$nodename: ", "interrupts: ", "reg: ", "-gpios$",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>A set of the types and one binding.</summary>
    public static BindingSet SetOf(byte[] binding) => BindingSet.FromFiles([("types.yaml", new SourceFile("types.yaml", Types)), ("m.yaml", new SourceFile("m.yaml", binding))]);

    /// <summary>Validates a tree that was compiled from text both ways; the rule that was broken, or null.</summary>
    public static string? Validate(DeviceTreeDocument tree, BindingSet set)
    {
        ValidationReport report = BindingValidator.Validate(tree, set);
        foreach (Diagnostic diagnostic in report.Diagnostics)
        {
            _ = diagnostic.ToString();
            if (diagnostic.Id.StartsWith("DT3", StringComparison.Ordinal) && diagnostic.Span is null)
            {
                return "a finding about a tree from text has no place in it";
            }
        }
        if (!BindingValidator.Validate(tree, set).Verdicts.Select(Text).SequenceEqual(report.Verdicts.Select(Text)))
        {
            return "the same tree has other verdicts the second time";
        }
        _ = BindingValidator.Validate(tree, set, new ValidationOptions { Compat = CompatDeviation.Release2022_08 }).Summary();
        return null;
    }

    private static string Text(Verdict verdict) => $"{verdict.NodePath} {string.Join('/', verdict.Property)} {verdict.Schema} {verdict.Keyword}";
}
