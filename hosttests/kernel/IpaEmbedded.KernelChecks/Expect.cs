namespace IpaEmbedded.KernelChecks;

/// <summary>What a check expects; anything else is thrown with both values.</summary>
internal static class Expect
{
    /// <summary>Two values are equal.</summary>
    public static void Equal<T>(T expected, T found, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new InvalidOperationException($"{what} is {found} and not {expected}");
        }
    }

    /// <summary>A text has a part.</summary>
    public static void Contains(string part, string text)
    {
        if (!text.Contains(part, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"\"{text}\" does not say \"{part}\"");
        }
    }

    /// <summary>What an action is refused with.</summary>
    public static string Refusal(Action action)
    {
        try
        {
            action();
        }
        catch (IOException refused)
        {
            return refused.Message;
        }

        throw new InvalidOperationException("it was not refused");
    }
}
