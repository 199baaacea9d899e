using System.Text;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Makes texts full of macros, conditionals, comments and joined lines, nearly all of them right.</summary>
internal sealed class MacroTextGenerator(Random random)
{
    private string _number = "";

    /// <summary>The next text; its macros end in the number.</summary>
    public string Next(int number)
    {
        _number = "_" + number;
        var text = new StringBuilder();
        int open = 0;
        for (int lines = random.Next(6, 20); lines > 0; lines--)
        {
            switch (random.Next(12))
            {
                case 0 or 1 or 2:
                    text.Append(Hash()).Append("define ").Append(Definition()).Append('\n');
                    break;
                case 3:
                    text.Append(Hash()).Append(random.Next(3) switch { 0 => "ifdef " + Name(), 1 => "ifndef " + Name(), _ => "if " + Condition() }).Append('\n');
                    open++;
                    break;
                case 4 when open > 0:
                    text.Append(Hash()).Append(random.Next(3) switch { 0 => "elif " + Condition(), 1 => "elifdef " + Name(), _ => "elifndef " + Name() }).Append('\n');
                    break;
                case 5 when open > 0:
                    text.Append(random.Next(2) == 0 ? "#else\n" : "").Append(Hash()).Append("endif\n");
                    open--;
                    break;
                case 6:
                    text.Append(Hash()).Append("undef ").Append(Name()).Append('\n');
                    break;
                default:
                    text.Append(Words(random.Next(1, 6))).Append(";\n");
                    break;
            }
        }
        return text.Append(string.Concat(Enumerable.Repeat("#endif\n", open))).ToString();
    }

    private string Hash() => Pick("#", "#", "#", " # ", "#\t", "/* c */ #", "# /* c */ ", "#\\\n");

    private string Name() => Pick("A", "B", "C", "D") + _number;

    private string Function() => Pick("F", "G", "H") + _number;

    private string Definition() => random.Next(6) switch
    {
        0 => $"{Function()}(x) {Body("x")}",
        1 => $"{Function()}(x, y) {Body("x", "y")}",
        2 => $"{Function()}(x, ...) {Body("x", "__VA_ARGS__", "__VA_OPT__(o x)", "__VA_OPT__(,) __VA_ARGS__")}",
        _ => $"{Name()} {Body()}",
    };

    private string Body(params string[] parameters)
    {
        var body = new StringBuilder();
        for (int words = random.Next(0, 5); words > 0; words--)
        {
            string parameter = parameters.Length == 0 ? "w" : Pick(parameters);
            body.Append(random.Next(9) switch
            {
                0 when parameters.Length > 0 && !parameter.StartsWith("__VA_OPT__", StringComparison.Ordinal) => "#" + parameter,
                1 when parameters.Length > 0 && !parameter.StartsWith("__VA_OPT__", StringComparison.Ordinal) => parameter + " ## " + Pick(parameters[0], "t", "3"),
                2 => "p##" + Pick("q", "4", parameters.Length > 0 ? parameters[0] : "r"),
                3 => Name(),
                4 => Function() + "(" + parameter + ")",
                5 => Function(),
                6 => "\\\n" + parameter,
                _ => parameter,
            }).Append(Pick(" ", " ", "/**/", " , "));
        }
        return body.Append('z').ToString();
    }

    // GNU's preprocessor gives __LINE__ in arguments over several lines now one line, now another; only outside of them is it asked for.
    private string Words(int count, bool isArgument = false)
    {
        var words = new StringBuilder();
        for (; count > 0; count--)
        {
            words.Append(random.Next(12) switch
            {
                0 or 1 => Name(),
                2 => $"{Function()}({Words(1, true)})",
                3 => $"{Function()}({Words(1, true)}, {Words(1, true)})",
                4 => $"{Function()} (\n{Words(1, true)} /* in */)",
                5 => Function(),
                6 => $"{Function()}({Words(1, true)}, {Words(1, true)}, ({Words(1, true)}, {Words(1, true)}))",
                7 => "\"text " + Name() + " \\\" end\"",
                8 => "na\\\nme",
                9 when !isArgument => "__LINE__",
                10 => "/* " + Name() + " */ 0x1f",
                _ => "word",
            }).Append(Pick(" ", "\t", " "));
        }
        return words.ToString();
    }

    private string Condition() => Pick($"defined {Name()}", $"defined({Name()})", $"!defined({Name()}) && 1", "1", "0", "(2 + 3) * 4 == 20", $"defined {Name()} || defined {Name()}", "0x10 >> 2 == 4 ? 1 : 0");

    private string Pick(params string[] of) => of[random.Next(of.Length)];
}
