namespace IpaEmbedded.DeviceTree;

/// <summary>
/// How deep nodes are at the preprocessor's conditional lines: every branch begins where the first began, and what follows is as
/// deep as the first branch left it, so that each may open the node that is closed behind all of them.
/// </summary>
internal sealed class ConditionalDepths
{
    private readonly Stack<(int Start, int? End)> _open = new();

    /// <summary>The depth behind a directive that stands at a depth.</summary>
    public int After(ReadOnlySpan<byte> directive, int depth)
    {
        ReadOnlySpan<byte> word = directive[1..].TrimStart(" \t"u8);
        if (word.StartsWith("if"u8))
        {
            _open.Push((depth, null));
        }
        else if (_open.TryPeek(out (int Start, int? End) condition))
        {
            if (word.StartsWith("el"u8))
            {
                _open.Pop();
                _open.Push((condition.Start, condition.End ?? depth));
                return condition.Start;
            }
            if (word.StartsWith("endif"u8))
            {
                _open.Pop();
                return condition.End ?? depth;
            }
        }
        return depth;
    }
}
