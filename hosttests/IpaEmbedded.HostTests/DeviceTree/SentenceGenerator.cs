namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Makes device tree sources from the grammar, rule by rule, and now and then spoils one by a token too many, too few or in another place.</summary>
internal sealed class SentenceGenerator(Random random)
{
    private readonly List<string> _tokens = [];
    private readonly List<string> _labels = [];
    private int _depth;

    /// <summary>The next source.</summary>
    public string Next()
    {
        _tokens.Clear();
        _labels.Clear();
        File();
        if (random.Next(3) == 0)
        {
            Spoil();
        }
        return string.Concat(_tokens.Select(token => token + Blank())) + "\n";
    }

    private void File()
    {
        Add("/dts-v1/", ";");
        bool isPlugin = random.Next(6) == 0;
        if (isPlugin)
        {
            Add("/plugin/", ";");
        }
        if (random.Next(20) == 0)
        {
            Add("/dts-v1/", ";");
        }
        while (random.Next(4) == 0)
        {
            Labels(4);
            Add("/memreserve/");
            Integer();
            Integer();
            Add(";");
        }
        if (!isPlugin || random.Next(2) == 0)
        {
            Add("/");
            Body();
        }
        else
        {
            Reference();
            Body();
        }
        while (random.Next(3) == 0)
        {
            Item();
        }
    }

    private void Item()
    {
        switch (random.Next(6))
        {
            case 0:
                Add("/");
                Body();
                break;
            case 1 or 2:
                Labels(3, atMost: 1);
                Reference();
                Body();
                break;
            case 3:
                Add("/delete-node/");
                Target();
                Add(";");
                break;
            case 4:
                Add("/omit-if-no-ref/");
                Target();
                Add(";");
                break;
            default:
                Reference();
                Body();
                break;
        }
    }

    private void Body()
    {
        Add("{");
        _depth++;
        while (random.Next(5) > 1)
        {
            Property();
        }
        while (_depth < 4 && random.Next(5) > 1)
        {
            Child();
        }
        _depth--;
        Add("}", ";");
    }

    private void Property()
    {
        Labels(6);
        if (random.Next(12) == 0)
        {
            // dtc takes the deletion of "name" in a first body for a name that is wrong.
            string name = PropertyName();
            Add("/delete-property/", name == "name" ? "p" : name, ";");
            return;
        }
        Add(PropertyName());
        if (random.Next(5) > 0)
        {
            Add("=");
            Values();
        }
        Add(";");
    }

    private void Child()
    {
        Labels(2);
        if (random.Next(12) == 0)
        {
            Add("/delete-node/", NodeName(), ";");
            return;
        }
        if (random.Next(10) == 0)
        {
            Add("/omit-if-no-ref/");
        }
        Add(NodeName());
        Body();
    }

    private void Values()
    {
        do
        {
            Labels(12);
            Value();
            Labels(12);
        }
        while (random.Next(3) == 0 && Added(","));
    }

    private void Value()
    {
        switch (random.Next(8))
        {
            case 0 or 1:
                Add(Text());
                break;
            case 2 or 3:
                Cells();
                break;
            case 4:
                Add("/bits/", random.Next(10) > 0 ? Pick("8", "16", "32", "64") : Pick("0x10", "7", "010"));
                Cells();
                break;
            case 5:
                Add("[");
                for (int bytes = random.Next(4); bytes > 0; bytes--)
                {
                    Labels(10);
                    Add(random.Next(15) > 0 ? Pick("00", "ff", "1a2B", "0a0b0c") : Pick("0", "zz"));
                }
                Add("]");
                break;
            case 6:
                Reference();
                break;
            default:
                Cells();
                break;
        }
    }

    private void Cells()
    {
        Add("<");
        for (int cells = random.Next(4); cells > 0; cells--)
        {
            Labels(10);
            if (random.Next(5) == 0)
            {
                Reference();
            }
            else
            {
                Integer();
            }
        }
        Add(">");
    }

    private void Integer()
    {
        if (random.Next(4) > 0)
        {
            Add(Literal());
            return;
        }
        Add("(");
        Expression(0);
        Add(")");
    }

    private void Expression(int depth)
    {
        switch (depth > 3 ? 0 : random.Next(7))
        {
            case 0 or 1 or 2:
                Add(Literal());
                break;
            case 3:
                Add(Pick("-", "~", "!"));
                Operand(depth);
                break;
            case 4:
                Expression(depth + 1);
                Add("?");
                Expression(depth + 1);
                Add(":");
                Expression(depth + 1);
                break;
            default:
                Operand(depth);
                Add(Pick("+", "-", "*", "/", "%", "<<", ">>", "<", ">", "<=", ">=", "==", "!=", "&", "|", "^", "&&", "||"));
                Operand(depth);
                break;
        }
    }

    private void Operand(int depth)
    {
        if (random.Next(2) == 0)
        {
            Add(Literal());
            return;
        }
        Add("(");
        Expression(depth + 1);
        Add(")");
    }

    private void Labels(int oneIn, int atMost = 3)
    {
        for (int i = 0; i < atMost && random.Next(oneIn) == 0; i++)
        {
            string label = random.Next(30) == 0 ? Pick("a", "b") : "l" + _labels.Count;
            _labels.Add(label);
            Add(label + ":");
        }
    }

    private void Reference() => Add("&" + (random.Next(20) == 0 ? Pick("{/" + NodeName() + "}", "{/" + NodeName() + "/" + NodeName() + "}") : Label()));

    // Not the root: what dtc writes without one is no blob.
    private void Target() => Add("&" + (_labels.Count > 0 ? Pick([.. _labels]) : Pick("{/" + NodeName() + "}", "a")));

    private string Literal() => random.Next(25) > 0 ? Pick("0", "1", "2", "7", "0x1f", "017", "3LL", "'a'", "'\\n'") : Pick("0", "1", "2", "7", "0x1f", "0xffffffff", "017", "08", "4294967296", "18446744073709551615", "18446744073709551616", "1U", "2UL", "3LL", "4ULL", "5u", "'a'", "'\\n'", "'\\x41'", "'\\''", "''", "'ab'", "0x", "1x");

    private string Text() => random.Next(12) > 0 ? Pick("\"text\"", "\"a\\\"b\"", "\"two\\0parts\"", "\"\"") : Pick("\"\"", "\"text\"", "\"a\\\"b\"", "\"\\x41\\101\\n\"", "\"two\\0parts\"", "\"\\x\"", "\"/* no comment */\"", "\"// no\"");

    private string Label() => _labels.Count > 0 && random.Next(12) > 0 ? Pick([.. _labels]) : random.Next(4) == 0 ? "a" : "{/}";

    private string NodeName() => random.Next(10) > 0 ? Pick("n", "m", "soc", "node", "x-y", "z", "dev") + Pick("", "@0", "@1,2", "@f00", "1", "2", "3", "4") : Pick("n", "m", "node@0", "node@1,2", "0", "1a", "x-y", "soc", "n@1@2", "a+b", "#n", "q?", "\\esc");

    private string PropertyName() => random.Next(10) > 0 ? Pick("p", "q", "r", "#p", "a.b", "x?", "v,w", "k_", "long-name") + Pick("", "0", "1", "2", "3", "4", "5") : Pick("p", "q", "r", "reg", "#p", "0", "1,2", "a.b", "x?", "phandle", "name", "n", "\\esc", "a@b");

    private string Blank() => random.Next(40) switch { 0 => " /* c */ ", 1 => " // c\n", 2 => "\t", 3 => "\n", 4 => "", _ => " " };

    private void Spoil()
    {
        for (int times = random.Next(1, 3); times > 0 && _tokens.Count > 1; times--)
        {
            int at = random.Next(_tokens.Count);
            switch (random.Next(4))
            {
                case 0:
                    _tokens.RemoveAt(at);
                    break;
                case 1:
                    _tokens.Insert(at, _tokens[at]);
                    break;
                case 2:
                    int other = random.Next(_tokens.Count);
                    (_tokens[at], _tokens[other]) = (_tokens[other], _tokens[at]);
                    break;
                default:
                    _tokens[at] = Pick(";", "{", "}", "<", ">", "/", "&", "=", ",", "(", ")", "[", "]", "/bits/", "/plugin/", "/delete-node/", "a:", "1", "x", "\"s\"", "&a");
                    break;
            }
        }
    }

    private bool Added(string token)
    {
        _tokens.Add(token);
        return true;
    }

    private void Add(params string[] tokens) => _tokens.AddRange(tokens);

    private string Pick(params string[] of) => of[random.Next(of.Length)];
}
