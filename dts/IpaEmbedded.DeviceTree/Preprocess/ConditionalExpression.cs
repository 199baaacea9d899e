using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Evaluates the expression of an <c>#if</c> after macro expansion: C integer arithmetic in 64 bits, names that are no macros are 0.</summary>
internal sealed class ConditionalExpression
{
    private readonly List<PreprocessorToken> _tokens;
    private int _at;
    private int _depth;

    private ConditionalExpression(List<PreprocessorToken> tokens)
    {
        _tokens = tokens;
    }

    private string? Problem { get; set; }

    /// <summary>True if the expression is not zero; <paramref name="problem"/> says what cannot be understood.</summary>
    public static bool Evaluate(List<PreprocessorToken> tokens, out string? problem)
    {
        var expression = new ConditionalExpression(tokens);
        Number value = expression.Choice(true);
        if (expression.Problem is null && expression._at < tokens.Count)
        {
            expression.Fail($"'{expression.Word()}' does not belong here");
        }
        problem = expression.Problem;
        return problem is null && value.Bits != 0;
    }

    private Number Choice(bool evaluated)
    {
        Number condition = Binary(0, evaluated);
        if (!Take("?"u8))
        {
            return condition;
        }
        bool first = condition.Bits != 0;
        Number left = Nested(evaluated && first);
        if (!Take(":"u8))
        {
            Fail("'?' without ':'");
            return default;
        }
        Number right = Nested(evaluated && !first);
        bool unsigned = left.Unsigned || right.Unsigned;
        return new Number(first ? left.Bits : right.Bits, unsigned);
    }

    private Number Nested(bool evaluated)
    {
        if (++_depth > Limits.ExpressionDepth)
        {
            Fail($"the expression is nested more than {Limits.ExpressionDepth} deep");
        }
        Number value = Problem is null ? Choice(evaluated) : default;
        _depth--;
        return value;
    }

    private Number Binary(int minimum, bool evaluated)
    {
        Number left = Unary(evaluated);
        while (Problem is null && _at < _tokens.Count)
        {
            string op = Word();
            int precedence = Precedence(op);
            if (precedence < 0 || precedence < minimum)
            {
                return left;
            }
            _at++;
            bool needed = evaluated && !(op == "||" && left.Bits != 0) && !(op == "&&" && left.Bits == 0);
            Number right = Binary(precedence + 1, needed);
            left = Apply(op, left, right, needed);
        }
        return left;
    }

    private Number Unary(bool evaluated)
    {
        if (_at >= _tokens.Count)
        {
            Fail("the expression ends too early");
            return default;
        }
        PreprocessorToken token = _tokens[_at++];
        if (token.Kind == PreprocessorTokenKind.Number)
        {
            return Literal(token);
        }
        if (token.Kind == PreprocessorTokenKind.Character)
        {
            return new Number((ulong)CharacterConstant.ValueOf(token.Text[1..^1]), false);
        }
        if (token.Kind == PreprocessorTokenKind.Identifier)
        {
            return new Number(0, false);
        }
        if (token.Is('('))
        {
            Number inner = Nested(evaluated);
            if (!Take(")"u8))
            {
                Fail("a ')' is missing");
            }
            return inner;
        }
        if (token.Length == 1 && token.Text[0] is (byte)'-' or (byte)'+' or (byte)'!' or (byte)'~')
        {
            if (++_depth > Limits.ExpressionDepth)
            {
                Fail($"the expression is nested more than {Limits.ExpressionDepth} deep");
                return default;
            }
            Number operand = Unary(evaluated);
            _depth--;
            return token.Text[0] switch
            {
                (byte)'-' => new Number(unchecked(0 - operand.Bits), operand.Unsigned),
                (byte)'+' => operand,
                (byte)'!' => new Number(operand.Bits == 0 ? 1u : 0u, false),
                _ => new Number(~operand.Bits, operand.Unsigned),
            };
        }
        Fail($"'{Encoding.UTF8.GetString(token.Text)}' is no operand");
        return default;
    }

    private Number Literal(PreprocessorToken token)
    {
        string text = Encoding.Latin1.GetString(token.Text);
        string digits = text.TrimEnd('u', 'U', 'l', 'L');
        bool unsigned = text[digits.Length..].Contains('u', StringComparison.OrdinalIgnoreCase);
        uint radix = 10;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            radix = 16;
            digits = digits[2..];
        }
        else if (digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
        {
            radix = 2;
            digits = digits[2..];
        }
        else if (digits.Length > 1 && digits[0] == '0')
        {
            radix = 8;
        }
        ulong value = 0;
        foreach (char c in digits)
        {
            uint digit = char.IsAsciiHexDigit(c) ? (uint)IntegerReader.HexValue((byte)c) : 99;
            if (digit >= radix)
            {
                Fail($"'{text}' is no integer");
                return default;
            }
            value = unchecked(value * radix + digit);
        }
        return new Number(value, unsigned || value > long.MaxValue);
    }

    private Number Apply(string op, Number left, Number right, bool evaluated)
    {
        bool unsigned = left.Unsigned || right.Unsigned;
        ulong a = left.Bits, b = right.Bits;
        long sa = (long)a, sb = (long)b;
        switch (op)
        {
            case "||": return Truth(a != 0 || b != 0);
            case "&&": return Truth(a != 0 && b != 0);
            case "==": return Truth(a == b);
            case "!=": return Truth(a != b);
            case "<": return Truth(unsigned ? a < b : sa < sb);
            case ">": return Truth(unsigned ? a > b : sa > sb);
            case "<=": return Truth(unsigned ? a <= b : sa <= sb);
            case ">=": return Truth(unsigned ? a >= b : sa >= sb);
            case "|": return new Number(a | b, unsigned);
            case "^": return new Number(a ^ b, unsigned);
            case "&": return new Number(a & b, unsigned);
            case "<<": return new Number(b < 64 ? a << (int)b : 0, left.Unsigned);
            case ">>": return new Number(left.Unsigned ? (b < 64 ? a >> (int)b : 0) : (ulong)(sa >> (int)Math.Min(b, 63)), left.Unsigned);
            case "+": return new Number(unchecked(a + b), unsigned);
            case "-": return new Number(unchecked(a - b), unsigned);
            case "*": return new Number(unchecked(a * b), unsigned);
        }
        if (b == 0)
        {
            if (evaluated)
            {
                Fail("division by zero");
            }
            return default;
        }
        if (!unsigned && sb == -1)
        {
            return new Number(op == "/" ? unchecked(0 - a) : 0, false);
        }
        ulong result = op == "/" ? (unsigned ? a / b : (ulong)(sa / sb)) : (unsigned ? a % b : (ulong)(sa % sb));
        return new Number(result, unsigned);
    }

    private static Number Truth(bool value) => new(value ? 1u : 0u, false);

    private static int Precedence(string op) => op switch
    {
        "||" => 1,
        "&&" => 2,
        "|" => 3,
        "^" => 4,
        "&" => 5,
        "==" or "!=" => 6,
        "<" or ">" or "<=" or ">=" => 7,
        "<<" or ">>" => 8,
        "+" or "-" => 9,
        "*" or "/" or "%" => 10,
        _ => -1,
    };

    private string Word() => Encoding.Latin1.GetString(_tokens[_at].Text);

    private bool Take(ReadOnlySpan<byte> text)
    {
        if (_at < _tokens.Count && _tokens[_at].Is(text))
        {
            _at++;
            return true;
        }
        return false;
    }

    private void Fail(string problem) => Problem ??= problem;

    private readonly record struct Number(ulong Bits, bool Unsigned);
}
