using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Expands macro uses as C does: arguments first, then the body, then what results together with the text behind it;
/// a macro is not expanded inside its own expansion.
/// </summary>
/// <param name="macros">The macros in force.</param>
/// <param name="parenthesisFollows">Says whether the text behind the use begins with an opening parenthesis.</param>
/// <param name="readText">Reads the next token of the text behind the use.</param>
/// <param name="builtInText">The text of a macro that depends on the place of use.</param>
/// <param name="placeOf">Where a token of the text stands; null for one from a macro's body.</param>
internal sealed class MacroExpander(MacroTable macros, Func<bool> parenthesisFollows, Func<PreprocessorToken> readText, Func<BuiltInMacro, SourceSpan, string> builtInText, Func<PreprocessorToken, SourceSpan?> placeOf)
{
    private readonly MacroTable _macros = macros;
    private readonly List<Frame> _frames = [];
    private readonly Func<PreprocessorToken> _readText = readText;
    private readonly Func<bool> _parenthesisFollows = parenthesisFollows;
    private int _produced;
    private long _total;
    private long _madeText;
    private byte[] _pasted = [];
    private int _pastedEnd;
    private int _nesting;
    private bool _isCondition;

    /// <summary>What went wrong in the last expansion; null if nothing did.</summary>
    public string? Problem { get; private set; }

    /// <summary>True if the problem is that the macros become too much, so that nothing more is to be expanded.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The use whose file and line <c>__FILE__</c> and <c>__LINE__</c> stand for.</summary>
    public SourceSpan Place { get; set; }

    /// <summary>The operators of conditions.</summary>
    public ConditionOperators? Operators { get; set; }

    /// <summary>Expands the macro used here; false if it needs an argument list and none follows.</summary>
    public bool TryExpand(Macro macro, PreprocessorToken use, List<PreprocessorToken> result)
    {
        Begin(Place);
        bool expanded = Enter(macro, use, 0, true);
        if (expanded)
        {
            Run(0, true, result);
        }
        foreach (Frame frame in _frames)
        {
            if (frame.Macro is not null)
            {
                frame.Macro.IsExpanding = false;
            }
        }
        _frames.Clear();
        return expanded;
    }

    /// <summary>Expands every macro in a list of tokens, as <c>#if</c> and <c>#include</c> need it.</summary>
    public List<PreprocessorToken> ExpandAll(List<PreprocessorToken> tokens, SourceSpan place)
    {
        Begin(place);
        return ExpandIsolated(tokens);
    }

    /// <summary>The same for a condition, whose operators become 0 or 1.</summary>
    public List<PreprocessorToken> ExpandCondition(List<PreprocessorToken> tokens, SourceSpan place)
    {
        Begin(place);
        _isCondition = true;
        List<PreprocessorToken> expanded = ExpandIsolated(tokens);
        _isCondition = false;
        return expanded;
    }

    private void Begin(SourceSpan place)
    {
        Place = place;
        _frames.Clear();
        _produced = 0;
        _nesting = 0;
        Problem = null;
        IsTooLarge = false;
    }

    private List<PreprocessorToken> ExpandIsolated(List<PreprocessorToken> tokens)
    {
        var result = new List<PreprocessorToken>(tokens.Count);
        if (++_nesting > Limits.ArgumentDepth)
        {
            Problem ??= $"macro arguments are nested more than {Limits.ArgumentDepth} deep";
            _nesting--;
            return result;
        }
        int floor = _frames.Count;
        _frames.Add(new Frame(tokens, null, floor > 0 ? _frames[^1].Place : Place));
        Run(floor, false, result);
        _nesting--;
        return result;
    }

    private void Run(int floor, bool fromText, List<PreprocessorToken> result)
    {
        while (Problem is null && TryPull(floor, out PreprocessorToken token))
        {
            if (_isCondition && _nesting == 1 && token.Kind == PreprocessorTokenKind.Identifier &&
                Operators?.Evaluate(token, () => TryPull(floor, out PreprocessorToken next) ? next : default, () => PullExpanded(floor)) is { } value)
            {
                Problem ??= Operators.Problem;
                result.Add(PreprocessorToken.Of(PreprocessorTokenKind.Number, value ? [(byte)'1'] : [(byte)'0'], spaceBefore: true));
                continue;
            }
            if (token.Kind == PreprocessorTokenKind.Identifier && !token.NotExpanded && _macros.Find(token.Text) is { } macro)
            {
                if (macro.IsExpanding)
                {
                    token.NotExpanded = true;
                }
                else if (Enter(macro, token, floor, fromText))
                {
                    continue;
                }
            }
            if (token.Kind != PreprocessorTokenKind.Placemarker)
            {
                result.Add(token);
            }
        }
        while (_frames.Count > floor)
        {
            Pop();
        }
    }

    private PreprocessorToken PullExpanded(int floor)
    {
        while (TryPull(floor, out PreprocessorToken token))
        {
            if (token.Kind != PreprocessorTokenKind.Identifier || _macros.Find(token.Text) is not { IsExpanding: false } macro || !Enter(macro, token, floor, false))
            {
                return token;
            }
        }
        return default;
    }

    private bool TryPull(int floor, out PreprocessorToken token)
    {
        while (_frames.Count > floor)
        {
            Frame frame = _frames[^1];
            if (frame.At < frame.Tokens.Count)
            {
                token = frame.Tokens[frame.At++];
                return true;
            }
            Pop();
        }
        token = default;
        return false;
    }

    private void Pop()
    {
        if (_frames[^1].Macro is { } macro)
        {
            macro.IsExpanding = false;
        }
        _frames.RemoveAt(_frames.Count - 1);
    }

    private bool Enter(Macro macro, PreprocessorToken use, int floor, bool fromText)
    {
        List<PreprocessorToken> tokens;
        // A macro in the arguments of another stands where it is written, what comes from a body where its macro is used.
        SourceSpan place = placeOf(use) ?? (_frames.Count > 0 ? _frames[^1].Place : Place);
        if (macro.BuiltIn != BuiltInMacro.None)
        {
            tokens = [BuiltInToken(macro, use, place)];
            MayProduce(macro, 1);
        }
        else if (!macro.IsFunction)
        {
            tokens = Substitute(macro, [], use);
        }
        else
        {
            if (!NextIsParenthesis(floor, fromText) || !TryCollect(macro, floor, fromText, out List<List<PreprocessorToken>> arguments))
            {
                return false;
            }
            tokens = Substitute(macro, arguments, use);
        }
        if (Problem is not null)
        {
            return true;
        }
        macro.IsExpanding = true;
        _frames.Add(new Frame(tokens, macro, place));
        return true;
    }

    private bool NextIsParenthesis(int floor, bool fromText)
    {
        while (_frames.Count > floor)
        {
            Frame frame = _frames[^1];
            while (frame.At < frame.Tokens.Count && frame.Tokens[frame.At].Kind == PreprocessorTokenKind.Placemarker)
            {
                frame.At++;
            }
            if (frame.At < frame.Tokens.Count)
            {
                return frame.Tokens[frame.At].Is('(');
            }
            Pop();
        }
        return fromText && _parenthesisFollows();
    }

    private bool TryCollect(Macro macro, int floor, bool fromText, out List<List<PreprocessorToken>> arguments)
    {
        arguments = [];
        var current = new List<PreprocessorToken>();
        int depth = 0;
        while (true)
        {
            if (!TryPull(floor, out PreprocessorToken token))
            {
                token = fromText ? _readText() : default;
                if (token.Kind == PreprocessorTokenKind.End)
                {
                    Problem ??= $"the arguments of '{Encoding.UTF8.GetString(macro.Name)}' have no closing parenthesis";
                    return false;
                }
            }
            if (token.Is('('))
            {
                if (depth++ == 0)
                {
                    continue;
                }
            }
            else if (token.Is(')'))
            {
                if (--depth == 0)
                {
                    break;
                }
            }
            else if (token.Is(',') && depth == 1 && !(macro.IsVariadic && arguments.Count == macro.ParameterCount - 1))
            {
                arguments.Add(current);
                current = [];
                continue;
            }
            if (token.Kind == PreprocessorTokenKind.Identifier && _macros.Find(token.Text) is { IsExpanding: true })
            {
                token.NotExpanded = true;
            }
            current.Add(token);
        }
        if (arguments.Count > 0 || current.Count > 0 || macro.ParameterCount > 0)
        {
            arguments.Add(current);
        }
        if (macro.IsVariadic && arguments.Count == macro.ParameterCount - 1)
        {
            arguments.Add([]);
        }
        if (arguments.Count != macro.ParameterCount)
        {
            Problem ??= $"macro '{Encoding.UTF8.GetString(macro.Name)}' takes {macro.ParameterCount} arguments, {arguments.Count} are given";
            return false;
        }
        return true;
    }

    private List<PreprocessorToken> Substitute(Macro macro, List<List<PreprocessorToken>> arguments, PreprocessorToken use)
    {
        var expanded = new List<PreprocessorToken>?[arguments.Count];
        PreprocessorToken[] body = macro.HasOption ? VariableOption.Resolve(macro, IsGiven(arguments, expanded)) : macro.Body;
        var result = new List<PreprocessorToken>(body.Length);
        for (int i = 0; i < body.Length && MayProduce(macro, 1); i++)
        {
            PreprocessorToken token = body[i];
            if (token.Is("##"u8) && i > 0 && i + 1 < body.Length && result.Count > 0)
            {
                i++;
                PasteNext(macro, body[i], arguments, result, body[i - 2]);
                continue;
            }
            if (macro.IsFunction && token.Is('#') && i + 1 < body.Length && body[i + 1].Parameter >= 0)
            {
                result.Add(QuotedTokens.Of(arguments[body[++i].Parameter], token.SpaceBefore, MayMake));
                continue;
            }
            if (token.Parameter < 0)
            {
                result.Add(token);
                continue;
            }
            bool beforePaste = i + 1 < body.Length && body[i + 1].Is("##"u8);
            List<PreprocessorToken> argument = beforePaste
                ? arguments[token.Parameter]
                : expanded[token.Parameter] ??= ExpandIsolated(arguments[token.Parameter]);
            if (MayProduce(macro, argument.Count))
            {
                AddArgument(result, argument, token.SpaceBefore);
            }
        }
        if (result.Count > 0)
        {
            PreprocessorToken first = result[0];
            first.SpaceBefore = use.SpaceBefore;
            result[0] = first;
        }
        return result;
    }

    /// <summary>True if the last argument, the variable one, becomes any token.</summary>
    private bool IsGiven(List<List<PreprocessorToken>> arguments, List<PreprocessorToken>?[] expanded) =>
        (expanded[^1] ??= ExpandIsolated(arguments[^1])).Exists(static token => token.Kind != PreprocessorTokenKind.Placemarker);

    /// <summary>True if an expansion may have so many tokens more; otherwise says why not.</summary>
    private bool MayProduce(Macro macro, int tokens)
    {
        _produced += tokens;
        _total += tokens;
        IsTooLarge |= Problem is null && (_produced > Limits.ExpandedTokens || _total > Limits.AllExpandedTokens);
        if (_produced > Limits.ExpandedTokens)
        {
            Problem ??= $"the expansion of '{Encoding.UTF8.GetString(macro.Name)}' grows beyond {Limits.ExpandedTokens} tokens";
        }
        else if (_total > Limits.AllExpandedTokens)
        {
            Problem ??= $"the expansions of all macros together grow beyond {Limits.AllExpandedTokens} tokens";
        }
        return Problem is null;
    }

    /// <summary>True if '#' and '##' may make so many bytes more; otherwise says why not.</summary>
    private bool MayMake(int bytes)
    {
        _madeText += bytes;
        IsTooLarge |= Problem is null && _madeText > Limits.MadeText;
        if (_madeText > Limits.MadeText)
        {
            Problem ??= $"the texts that '#' and '##' make grow beyond {Limits.MadeText >> 20} MiB";
        }
        return Problem is null;
    }

    private static void AddArgument(List<PreprocessorToken> result, List<PreprocessorToken> argument, bool spaceBefore)
    {
        if (argument.Count == 0)
        {
            result.Add(PreprocessorToken.Of(PreprocessorTokenKind.Placemarker, [], spaceBefore));
            return;
        }
        for (int k = 0; k < argument.Count; k++)
        {
            PreprocessorToken token = argument[k];
            if (k == 0)
            {
                token.SpaceBefore = spaceBefore;
            }
            result.Add(token);
        }
    }

    private void PasteNext(Macro macro, PreprocessorToken right, List<List<PreprocessorToken>> arguments, List<PreprocessorToken> result,
        PreprocessorToken leftInBody)
    {
        if (right.Parameter < 0)
        {
            if (right.Kind != PreprocessorTokenKind.Placemarker)
            {
                Paste(result, right);
            }
            return;
        }
        List<PreprocessorToken> argument = arguments[right.Parameter];
        bool variable = macro.IsVariadic && right.Parameter == macro.ParameterCount - 1;
        if (variable && leftInBody.Is(','))
        {
            // ", ## arguments" drops the comma when there are none and does not paste otherwise.
            if (argument.Count == 0)
            {
                result.RemoveAt(result.Count - 1);
            }
            else if (MayProduce(macro, argument.Count))
            {
                AddArgument(result, argument, right.SpaceBefore);
            }
            return;
        }
        if (argument.Count == 0)
        {
            return;
        }
        if (!MayProduce(macro, argument.Count))
        {
            return;
        }
        Paste(result, argument[0]);
        for (int k = 1; k < argument.Count; k++)
        {
            result.Add(argument[k]);
        }
    }

    private void Paste(List<PreprocessorToken> result, PreprocessorToken right)
    {
        PreprocessorToken left = result[^1];
        if (left.Kind == PreprocessorTokenKind.Placemarker)
        {
            right.SpaceBefore = left.SpaceBefore;
            result[^1] = right;
            return;
        }
        if (left.Kind is PreprocessorTokenKind.Identifier or PreprocessorTokenKind.Number)
        {
            if (!PreprocessorLexer.GoesOn(left, right.Text))
            {
                right.SpaceBefore = false;
                result.Add(right);
            }
            else if (MayMake(right.Length))
            {
                result[^1] = Lengthen(left, right.Text);
            }
            return;
        }
        if (!MayMake(left.Length + right.Length))
        {
            return;
        }
        byte[] text = [.. left.Text, .. right.Text];
        var lexer = new PreprocessorLexer(text, 0, text.Length);
        PreprocessorToken pasted = lexer.Next();
        pasted.SpaceBefore = left.SpaceBefore;
        if (pasted.Length == text.Length)
        {
            result[^1] = pasted;
            return;
        }
        right.SpaceBefore = false;
        result.Add(right);
    }

    /// <summary>A longer token, in the same buffer if nothing stands behind the shorter one there: a name may be pasted together from many.</summary>
    private PreprocessorToken Lengthen(PreprocessorToken token, ReadOnlySpan<byte> text)
    {
        int length = token.Length + text.Length;
        if (!ReferenceEquals(token.Buffer, _pasted) || token.Start + token.Length != _pastedEnd || _pasted.Length - token.Start < length)
        {
            _pasted = new byte[2 * length];
            token.Text.CopyTo(_pasted);
            token.Buffer = _pasted;
            token.Start = 0;
        }
        text.CopyTo(_pasted.AsSpan(token.Start + token.Length));
        token.Length = length;
        token.NotExpanded = false;
        token.Parameter = -1;
        _pastedEnd = token.Start + length;
        return token;
    }

    private PreprocessorToken BuiltInToken(Macro macro, PreprocessorToken use, SourceSpan place)
    {
        string text = builtInText(macro.BuiltIn, place);
        return PreprocessorToken.Of(text[0] == '"' ? PreprocessorTokenKind.String : PreprocessorTokenKind.Number, Encoding.UTF8.GetBytes(text), use.SpaceBefore);
    }

    private sealed class Frame(List<PreprocessorToken> tokens, Macro? macro, SourceSpan place)
    {
        public SourceSpan Place { get; } = place;

        public List<PreprocessorToken> Tokens { get; } = tokens;

        public Macro? Macro { get; } = macro;

        public int At { get; set; }
    }
}
