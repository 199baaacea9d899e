using System.Collections.Concurrent;
using System.Reflection;
using IpaEmbedded.Ipa;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// Finds by walking everything that a board's event loop, platform, services and hardware hold whether any of it still knows a driver that was
/// removed: a timer, a work item, a poll, a subscription, a socket, an interrupt's handler, a request for bandwidth.
/// </summary>
internal sealed class ReferencesLeft
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Known = new();
    private static readonly string[] Walked = ["IpaEmbedded.Runtime", "IpaEmbedded.Qualcomm", "IpaEmbedded.Fake", "IpaEmbedded.Ipa", "IpaEmbedded.SimulatedBoard"];

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object At, string Path)> _queue = new();
    private readonly List<string> _found = [];

    /// <summary>Where a removed driver is still known, a line each with the way to it; empty when nowhere.</summary>
    public static string Of(SimulatedBoard board) => From((board.Loop, "Loop"), (board.Platform, "Platform"), (board.Services, "Services"), (board.Soc, "Soc"));

    /// <summary>How many objects a board holds.</summary>
    public static int Count(SimulatedBoard board)
    {
        var walk = new ReferencesLeft();
        walk.Look(board, "board");
        while (walk._queue.TryDequeue(out (object At, string Path) next))
        {
            walk.Walk(next.At, next.Path);
        }
        return walk._seen.Count;
    }

    /// <summary>The same from roots with their names.</summary>
    public static string From(params (object Root, string Name)[] roots)
    {
        var walk = new ReferencesLeft();
        foreach ((object root, string name) in roots)
        {
            walk.Look(root, name);
        }
        while (walk._queue.TryDequeue(out (object At, string Path) next))
        {
            walk.Walk(next.At, next.Path);
        }
        return string.Join('\n', walk._found);
    }

    private void Look(object? value, string path)
    {
        if (value is Delegate handler)
        {
            foreach (Delegate one in handler.GetInvocationList())
            {
                Look(one.Target, path);
            }
            return;
        }
        if (value is null or string or Type || !IsWalked(value.GetType()) || !_seen.Add(value))
        {
            return;
        }
        if (IsOfADriver(value))
        {
            _found.Add($"{path} is a {value.GetType().Name}");
            return;
        }
        _queue.Enqueue((value, path));
    }

    private void Walk(object value, string path)
    {
        if (value is object?[] items)
        {
            for (int i = 0; i < items.Length; i++)
            {
                Look(items[i], $"{path}[{i}]");
            }
            return;
        }
        foreach (FieldInfo field in FieldsOf(value.GetType()))
        {
            Look(field.GetValue(value), $"{path}.{field.Name}");
        }
    }

    // The binding of the driver to nodes stays, with its profile; the observer that it relays to is the test's.
    private static bool IsOfADriver(object value) =>
        value is InterconnectPath || (value.GetType().Assembly == typeof(IpaDriver).Assembly && value is not IpaPlatformDriver and not Exception and not global::IpaEmbedded.Ipa.Data.RingProfile);

    private static bool IsWalked(Type type) => type.IsArray
        ? !type.GetElementType()!.IsValueType
        : Walked.Contains(type.Assembly.GetName().Name) || type.Namespace is "System.Collections" or "System.Collections.Generic";

    private static FieldInfo[] FieldsOf(Type type) => Known.GetOrAdd(type, static type =>
    {
        var fields = new List<FieldInfo>();
        for (Type? at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            fields.AddRange(at.GetFields(Fields).Where(field => !field.FieldType.IsValueType && field.FieldType != typeof(string)));
        }
        return [.. fields];
    });
}
