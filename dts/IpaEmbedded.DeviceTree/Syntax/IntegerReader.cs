using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Reads integer and character literals and parenthesised expressions; all arithmetic is 64-bit and unsigned, as in C with unsigned long long.</summary>
internal sealed class IntegerReader(Lexer lexer, CompileContext context, TextLiteral literals)
{
    private readonly Lexer _lexer = lexer;
    private readonly CompileContext _context = context;
    private readonly TextLiteral _literals = literals;
    private readonly List<ulong> _operands = [];
    private readonly List<int> _operators = [];

    /// <summary>Reads one literal, character or parenthesised expression; false (with a finding) if there is none or it has no value.</summary>
    public bool TryReadPrimary(out ulong value)
    {
        byte c = _lexer.Next();
        if (CharacterClass.Is(c, CharacterClass.Digit))
        {
            return TryReadLiteral(out value);
        }
        if (c == '\'')
        {
            return _literals.TryReadCharacter(out value);
        }
        if (c == '(')
        {
            return TryReadExpression(out value);
        }
        value = 0;
        _lexer.ReportUnexpected("a number");
        return false;
    }

    public bool TryReadLiteral(out ulong value)
    {
        byte[] text = _lexer.Text;
        int end = _lexer.End;
        int start = _lexer.At;
        int at = start;
        bool tooLarge = false, badDigit = false;
        value = 0;
        if (text[at] == '0' && at + 2 < end && (text[at + 1] | 0x20) == 'x' && CharacterClass.Is(text[at + 2], CharacterClass.Hex))
        {
            at += 2;
            while (at < end && CharacterClass.Is(text[at], CharacterClass.Hex))
            {
                tooLarge |= value >> 60 != 0;
                value = (value << 4) | (uint)HexValue(text[at]);
                at++;
            }
        }
        else
        {
            uint radix = text[at] == '0' ? 8u : 10u;
            while (at < end && CharacterClass.Is(text[at], CharacterClass.Digit))
            {
                uint digit = (uint)(text[at] - '0');
                badDigit |= digit >= radix;
                tooLarge |= value > (ulong.MaxValue - digit) / radix;
                value = unchecked(value * radix + digit);
                at++;
            }
        }
        at += SuffixLength(text, at, end);
        _lexer.Take(at - start);
        if (badDigit)
        {
            Report(DiagnosticIds.MalformedInteger, $"'{Word(start, at)}' starts with 0 and is octal, but has a digit above 7", _lexer.Map.Span(start, at));
            return false;
        }
        if (tooLarge)
        {
            Report(DiagnosticIds.IntegerTooLarge, $"'{Word(start, at)}' does not fit in 64 bits", _lexer.Map.Span(start, at));
            return false;
        }
        return true;
    }

    internal static int HexValue(byte c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    private static int SuffixLength(byte[] text, int at, int end)
    {
        int start = at;
        if (at < end && text[at] == 'U')
        {
            at++;
        }
        if (at < end && text[at] == 'L')
        {
            at++;
            if (at < end && text[at] == 'L')
            {
                at++;
            }
        }
        return at - start;
    }

    /// <summary>Reads from an opening parenthesis to its partner with two stacks, so that no nesting is too deep.</summary>
    private bool TryReadExpression(out ulong value)
    {
        value = 0;
        _operands.Clear();
        _operators.Clear();
        int depth = 0;
        bool expectOperand = true;
        int start = _lexer.At;
        while (true)
        {
            byte c = _lexer.Next();
            int at = _lexer.At;
            if (_operators.Count > Limits.ExpressionDepth)
            {
                return ReportDepth(start);
            }
            if (expectOperand)
            {
                if (c == '(')
                {
                    Push(Operator.Open, 1);
                    depth++;
                }
                else if (c is (byte)'-' or (byte)'~' or (byte)'!')
                {
                    Push(c switch { (byte)'-' => Operator.Negate, (byte)'~' => Operator.Complement, _ => Operator.Not }, 1);
                }
                else if (CharacterClass.Is(c, CharacterClass.Digit) || c == '\'')
                {
                    if (!(c == '\'' ? _literals.TryReadCharacter(out ulong operand) : TryReadLiteral(out operand)))
                    {
                        return false;
                    }
                    _operands.Add(operand);
                    expectOperand = false;
                }
                else
                {
                    _lexer.ReportUnexpected("a number in the expression");
                    return false;
                }
                continue;
            }
            if (c == ')')
            {
                _lexer.Take();
                while (Top != Operator.Open)
                {
                    if (!Reduce(start))
                    {
                        return false;
                    }
                }
                _operators.RemoveAt(_operators.Count - 1);
                if (--depth == 0)
                {
                    value = _operands[^1];
                    return true;
                }
                continue;
            }
            Operator op = BinaryOperator(c, _lexer.Ahead(1), out int length);
            if (op == Operator.None)
            {
                _lexer.ReportUnexpected("an operator or ')'");
                return false;
            }
            if (op == Operator.Colon)
            {
                while (Top is not (Operator.Question or Operator.Open))
                {
                    if (!Reduce(start))
                    {
                        return false;
                    }
                }
                if (Top == Operator.Open)
                {
                    Report(DiagnosticIds.UnexpectedText, "':' without '?' before it", _lexer.Map.Span(at, at + 1));
                    return false;
                }
                _operators[^1] = (int)Operator.Choose;
                _lexer.Take();
                expectOperand = true;
                continue;
            }
            int precedence = Precedence(op);
            while (Top is not (Operator.Open or Operator.Question) &&
                   (Precedence(Top) > precedence || (Precedence(Top) == precedence && op != Operator.Question)))
            {
                if (!Reduce(start))
                {
                    return false;
                }
            }
            Push(op, length);
            expectOperand = true;
        }
    }

    private Operator Top => (Operator)_operators[^1];

    private void Push(Operator op, int length)
    {
        _operators.Add((int)op);
        _lexer.Take(length);
    }

    private bool ReportDepth(int start)
    {
        Report(DiagnosticIds.TooDeep, $"the expression is nested more than {Limits.ExpressionDepth} deep", _lexer.Map.Span(start, _lexer.At));
        return false;
    }

    private bool Reduce(int start)
    {
        Operator op = Top;
        _operators.RemoveAt(_operators.Count - 1);
        ulong right = _operands[^1];
        if (op is Operator.Negate or Operator.Complement or Operator.Not)
        {
            _operands[^1] = op switch { Operator.Negate => unchecked(0 - right), Operator.Complement => ~right, _ => right == 0 ? 1u : 0u };
            return true;
        }
        if (op == Operator.Question)
        {
            Report(DiagnosticIds.UnexpectedText, "'?' without ':' behind it", _lexer.Map.Span(start, _lexer.At));
            return false;
        }
        _operands.RemoveAt(_operands.Count - 1);
        ulong left = _operands[^1];
        if (op == Operator.Choose)
        {
            _operands.RemoveAt(_operands.Count - 1);
            _operands[^1] = _operands[^1] != 0 ? left : right;
            return true;
        }
        if (right == 0 && op is (Operator.Divide or Operator.Modulo))
        {
            Report(DiagnosticIds.DivisionByZero, "division by zero", _lexer.Map.Span(start, _lexer.At));
            return false;
        }
        _operands[^1] = unchecked(op switch
        {
            Operator.LogicalOr => left != 0 || right != 0 ? 1u : 0u,
            Operator.LogicalAnd => left != 0 && right != 0 ? 1u : 0u,
            Operator.Or => left | right,
            Operator.Xor => left ^ right,
            Operator.And => left & right,
            Operator.Equal => left == right ? 1u : 0u,
            Operator.NotEqual => left != right ? 1u : 0u,
            Operator.Less => left < right ? 1u : 0u,
            Operator.Greater => left > right ? 1u : 0u,
            Operator.LessOrEqual => left <= right ? 1u : 0u,
            Operator.GreaterOrEqual => left >= right ? 1u : 0u,
            Operator.ShiftLeft => right < 64 ? left << (int)right : 0,
            Operator.ShiftRight => right < 64 ? left >> (int)right : 0,
            Operator.Add => left + right,
            Operator.Subtract => left - right,
            Operator.Multiply => left * right,
            Operator.Divide => left / right,
            _ => left % right,
        });
        return true;
    }

    private static Operator BinaryOperator(byte c, byte next, out int length)
    {
        length = 2;
        switch ((char)c, (char)next)
        {
            case ('|', '|'): return Operator.LogicalOr;
            case ('&', '&'): return Operator.LogicalAnd;
            case ('=', '='): return Operator.Equal;
            case ('!', '='): return Operator.NotEqual;
            case ('<', '='): return Operator.LessOrEqual;
            case ('>', '='): return Operator.GreaterOrEqual;
            case ('<', '<'): return Operator.ShiftLeft;
            case ('>', '>'): return Operator.ShiftRight;
        }
        length = 1;
        return (char)c switch
        {
            '|' => Operator.Or,
            '^' => Operator.Xor,
            '&' => Operator.And,
            '<' => Operator.Less,
            '>' => Operator.Greater,
            '+' => Operator.Add,
            '-' => Operator.Subtract,
            '*' => Operator.Multiply,
            '/' => Operator.Divide,
            '%' => Operator.Modulo,
            '?' => Operator.Question,
            ':' => Operator.Colon,
            _ => Operator.None,
        };
    }

    private static int Precedence(Operator op) => op switch
    {
        Operator.Question or Operator.Choose => 1,
        Operator.LogicalOr => 2,
        Operator.LogicalAnd => 3,
        Operator.Or => 4,
        Operator.Xor => 5,
        Operator.And => 6,
        Operator.Equal or Operator.NotEqual => 7,
        Operator.Less or Operator.Greater or Operator.LessOrEqual or Operator.GreaterOrEqual => 8,
        Operator.ShiftLeft or Operator.ShiftRight => 9,
        Operator.Add or Operator.Subtract => 10,
        Operator.Multiply or Operator.Divide or Operator.Modulo => 11,
        _ => 12,
    };

    private string Word(int start, int end) => Encoding.Latin1.GetString(_lexer.Text, start, end - start);

    private void Report(string id, string message, SourceSpan span) => _context.Diagnostics.Error(id, message, span);

    private enum Operator : byte
    {
        None, Open, Question, Choose, Colon, LogicalOr, LogicalAnd, Or, Xor, And, Equal, NotEqual, Less, Greater, LessOrEqual,
        GreaterOrEqual, ShiftLeft, ShiftRight, Add, Subtract, Multiply, Divide, Modulo, Negate, Complement, Not,
    }
}
