using System.Diagnostics.CodeAnalysis;

namespace IpaEmbedded.HostTests.Mutants;

/// <summary>What a test gets as its context when the mutants command runs it: nobody reads what it writes.</summary>
public sealed class QuietTestContext : TestContext
{
    public override IDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>();

    public override void AddResultFile(string fileName)
    {
    }

    public override void Write(string? message)
    {
    }

    public override void Write([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params object?[] args)
    {
    }

    public override void WriteLine(string? message)
    {
    }

    public override void WriteLine([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params object?[] args)
    {
    }

    public override void DisplayMessage(MessageLevel messageLevel, string message)
    {
    }
}
