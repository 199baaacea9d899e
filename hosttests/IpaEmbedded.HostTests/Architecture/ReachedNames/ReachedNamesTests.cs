using System.Reflection;
using IpaEmbedded.Ipa;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Architecture.ReachedNames;

/// <summary>What nobody reads may be wrong unseen: every counter, every kind of refusal, every event of the trace and every text of a refusal has a test that names it.</summary>
[TestClass]
public sealed class ReachedNamesTests
{
    private static readonly Assembly[] Assemblies = [typeof(EventLoop).Assembly, typeof(QrtrNode).Assembly, typeof(IpaDriver).Assembly];

    /// <summary>What no test can reach, and why.</summary>
    private static readonly Dictionary<string, string> Unreachable = new()
    {
        ["IpaTraceId.MessageNotSent"] = "a modem that goes takes its requests along before they are answered, and the fake's confirms what it hears",
        ["GSI: no command without its interrupt"] = "only the undoing of a setup that was refused its interrupt says it, and the setup's own reason is told",
        ["an interconnect of the SDM845 or SC7180"] = "the driver is bound by the same table",
    };

    [TestMethod]
    public void Every_counter_stands_in_an_assertion()
    {
        string[] counters = [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(CountersOf).Distinct()];

        Assert.IsGreaterThan(50, counters.Length);
        Assert.AreEqual("", string.Join('\n', counters.Where(counter => !TestTexts.All.Assert(counter.Split('.')[1]))));
    }

    [TestMethod]
    public void Every_kind_of_refusal_and_every_event_of_the_trace_stands_in_an_assertion()
    {
        string[] names = [.. Enum.GetNames<IpaError>().Select(name => "IpaError." + name), .. typeof(IpaTraceId).GetFields().Select(field => "IpaTraceId." + field.Name)];

        Assert.AreEqual("", string.Join('\n', names.Where(name => !Unreachable.ContainsKey(name) && !TestTexts.All.Assert(name.Split('.')[1]))));
    }

    /// <summary>Its own text, or a piece of it that no other refusal has, stands in a test.</summary>
    [TestMethod]
    public void Every_text_of_a_refusal_stands_in_a_test()
    {
        IReadOnlyList<(string Place, string[] Pieces)> refusals = SpokenTexts.All();
        string[] unread = [.. refusals.Where(refusal => !Array.Exists(refusal.Pieces, piece => TestTexts.All.Say(piece) || Unreachable.ContainsKey(piece))).Select(refusal => $"{refusal.Place}: {string.Join(" … ", refusal.Pieces)}")];

        Assert.IsGreaterThan(250, refusals.Count);
        Assert.AreEqual("", string.Join('\n', unread), $"{unread.Length} of {refusals.Count}");
    }

    private static IEnumerable<string> CountersOf(Type type)
    {
        bool counts = type.Name.EndsWith("Counters", StringComparison.Ordinal);
        IEnumerable<string> fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public).Where(field => counts && field.FieldType.IsPrimitive).Select(field => field.Name);
        IEnumerable<string> properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(property => property is { CanRead: true, SetMethod: null or { IsPublic: false } } && property.PropertyType.IsPrimitive && property.Name.EndsWith("Count", StringComparison.Ordinal)).Select(property => property.Name);
        return fields.Concat(properties).Select(name => type.Name + "." + name);
    }
}
