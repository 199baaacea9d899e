using System.Diagnostics.CodeAnalysis;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary>A tree with the bindings that it was validated with and what they say; the blob for the target is null if the tree was refused.</summary>
internal sealed record LoadedTree(TreeFile File, BindingSet? Bindings, ValidationReport? Check, byte[]? Blob)
{
    /// <summary>Whether it is the tree of a board without an IPA, with pins, buses and chips.</summary>
    public bool IsDesk { get; init; }

    [MemberNotNullWhen(false, nameof(Blob), nameof(Bindings), nameof(Check))]
    public bool IsRefused => Blob is null;

    /// <summary>A finding about a node or property of the tree, at its place in the text.</summary>
    public Diagnostic AtItsPlace(Diagnostic diagnostic)
    {
        Node? node = diagnostic.NodePath is { } path ? File.Tree?.FindByPath(path) : null;
        Property? property = diagnostic.Property is { } name ? node?.FindProperty(name) : null;
        return diagnostic with { Span = property?.Span ?? node?.NameSpan, FileName = File.Path };
    }
}
