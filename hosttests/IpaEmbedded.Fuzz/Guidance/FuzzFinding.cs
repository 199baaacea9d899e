using System.Diagnostics;
using System.Reflection;

namespace IpaEmbedded.Fuzz;

/// <summary>An input that broke a rule.</summary>
/// <param name="Key">What was broken and where; the same for inputs that break the same thing in the same place.</param>
/// <param name="Input">The input.</param>
/// <param name="Details">For people: the exception with its stack, or the numbers.</param>
public sealed record FuzzFinding(string Key, byte[] Input, string Details)
{
    /// <summary>The key of an exception: its type and the topmost method of ours on its stack.</summary>
    public static string KeyOf(Exception exception)
    {
        MethodBase? top = new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod())
            .FirstOrDefault(method => method?.DeclaringType?.Assembly is { } assembly && assembly != typeof(FuzzFinding).Assembly && assembly.GetName().Name!.StartsWith("IpaEmbedded.", StringComparison.Ordinal));
        return $"{exception.GetType().Name} in {(top is null ? "?" : top.DeclaringType!.Name + "." + top.Name)}";
    }
}
