using System.Text;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture.NanoSubset;

namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>What the source knows of each node, property and item: the text of every place, read once and found right.</summary>
[TestClass]
public sealed class PlaceTests
{
    private const string Source = """
        /dts-v1/;
        l0: / {
        	a = <1 &l>, "s\n", [01 w0: 02], &l, /bits/ 8 <1 (2 + 3) 'c'>, /incbin/("f"), &{/n@1}, l2: <0x7 &{/}> l3: ; // why
        	b = [11], /incbin/("f"), <&l>, /incbin/("f"), "s";
        	c = /bits/ 64 <1 2>, /bits/ 16 <3>, "", [], <>, &l, "end"
        	;
        	l: n@1 /* why */ { x: b ; m: c = y: "z" z: ; k
        		{ }  ; } /* why */ ;
        	/omit-if-no-ref/ l4: o { p = <&l4>; };
        	h { /include/ "half" 3>; i { /include/ "rest"
        	deep { deep { deep { deep { deep { deep { deep { deep { deep { deep { deep { deep { deep { deep { deep { deep { v; }; }; }; }; }; }; }; }; }; }; }; }; }; }; }; };
        };
        k0: &l { d; c = <1>; /delete-node/ k ; };
        &{/n@1} { /delete-property/ d ; q = <1>; c; };
        / { r = "r"; b = <2>; l5: /omit-if-no-ref/ w { }; };
        /delete-node/ &l5;

        """;

    [TestMethod]
    public void Every_node_property_and_item_knows_the_text_that_made_it()
    {
        var told = new StringBuilder();
        string split = "/dts-v1/;\n/ {\n\ta = /include/ \"text\"\n\tc /include/ \"is\"\n\td = <1> /include/ \"end\"\n\te = <7 /include/ \"tail\"\n\t;\n\tf = /incbin/(\"f\"), \"s\", <2>;\n\tg = <3>, /incbin/(\"f\"), <4>, /incbin/(\"f\"), <5>;\n\th = &gone, \"t\", <6>;\n\ti = <u: 5 v: 6>, /bits/ 8 <w: 7>;\n\tj = /include/ \"name\"\n\t= <8>;\n};\n";
        foreach (string source in (string[])[split, Source.Replace("l0: ", "", StringComparison.Ordinal), "#define TWO(x) x (x + 1)\n/dts-v1/;\n/ { a = <TWO(1) 3>, \"s\"; };\n# 7 \"other\"\n/ { c = <TWO(5)>\n; };\n"])
        {
            CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m", source), new CompileOptions
            {
                IsForced = true,
                Files = new MemoryFileProvider().Add("f", new byte[5]).Add("half", "e = <1\n2 "u8.ToArray()).Add("rest", "g; }; j { }; };\n"u8.ToArray())
                    .Add("text", "  \"x\"; b;\n").Add("name", "  \"y\"; k\n").Add("is", new string(' ', split.IndexOf("<1>", StringComparison.Ordinal) - 1) + "= <9>;\n").Add("end", ";\n").Add("tail", "8>\n"),
            });
            told.Append(string.Join('\n', result.Diagnostics)).Append('\n');
            Assert.IsNotNull(result.Tree, told.ToString());
            Tell(told, result.Tree.Root, "");
        }

        Generated.AssertCurrent("hosttests/IpaEmbedded.HostTests/DeviceTree/Syntax/places.txt", _ => told.ToString());
    }

    private static void Tell(StringBuilder told, Node node, string indent)
    {
        told.Append($"{indent}{node.Path} {Text(node.Span)} | {Text(node.NameSpan)} labels {string.Join(',', node.Labels)}\n");
        foreach ((SourceSpan head, SourceSpan body) in node.Definitions.Zip(node.Bodies))
        {
            told.Append($"{indent}  {head}: {Text(head)} | {Text(body)}\n");
        }
        foreach (Property property in node.Properties)
        {
            told.Append($"{indent}  {property.Span}: {Text(property.Span)} | {Text(property.StatementSpan)} | {Text(property.NameSpan)} labels {string.Join(',', property.Labels)}\n");
            foreach (PropertyElement element in property.Elements)
            {
                told.Append($"{indent}    {element.Kind} {element.Offset}+{element.Length} {element.Span}: {Text(element.Span)}\n");
            }
            foreach (ValueGroup group in property.Groups)
            {
                told.Append($"{indent}    group {group.Kind} {group.Offset} {group.Markers}\n");
            }
            foreach (PropertyMarker marker in property.Markers)
            {
                told.Append($"{indent}    {marker.Kind} {marker.Offset} {marker.Text} {marker.Target?.Path}\n");
            }
        }
        foreach (string name in (string[])["k", "d", "w", "a"])
        {
            if (node.DeletionOf(name) is { } deletion)
            {
                told.Append($"{indent}  {name} is gone by {deletion}: {Text(deletion)}\n");
            }
        }
        foreach (Node child in node.Children)
        {
            Tell(told, child, indent + "  ");
        }
    }

    private static string Text(SourceSpan? span) =>
        span is { } place ? Encoding.UTF8.GetString(place.File.Text.Slice(place.Offset, place.Length)).Replace("\n", "~", StringComparison.Ordinal) : "nowhere";
}
