using Mono.Cecil;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>Says which of the project's assemblies may know which, and lists every reference of a compiled assembly that breaks the rule.</summary>
public static class DependencyRules
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["IpaEmbedded.Runtime"] = [],
        ["IpaEmbedded.Devices"] = ["IpaEmbedded.Runtime"],
        ["IpaEmbedded.SimulatedDevices"] = ["IpaEmbedded.Runtime"],
        ["IpaEmbedded.Examples"] = ["IpaEmbedded.Devices", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.Qualcomm"] = ["IpaEmbedded.Runtime"],
        ["IpaEmbedded.Ipa.Registers"] = ["IpaEmbedded.Runtime"],
        ["IpaEmbedded.Ipa"] = ["IpaEmbedded.Ipa.Registers", "IpaEmbedded.Qualcomm", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.Fake"] = ["IpaEmbedded.Ipa.Registers", "IpaEmbedded.Qualcomm", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.Qtest"] = ["IpaEmbedded.Fake", "IpaEmbedded.Qualcomm", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.SimulatedBoard"] = ["IpaEmbedded.Fake", "IpaEmbedded.Ipa", "IpaEmbedded.Ipa.Registers", "IpaEmbedded.Qualcomm", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.Boards.Linux"] = ["IpaEmbedded.Devices", "IpaEmbedded.Ipa", "IpaEmbedded.Ipa.Registers", "IpaEmbedded.Qualcomm", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.Conformance"] = ["IpaEmbedded.Fake", "IpaEmbedded.Ipa", "IpaEmbedded.Ipa.Registers", "IpaEmbedded.Qualcomm", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.Simulator"] = ["IpaEmbedded.Fake", "IpaEmbedded.Ipa", "IpaEmbedded.Qtest", "IpaEmbedded.Qualcomm", "IpaEmbedded.Runtime", "IpaEmbedded.SimulatedBoard"],
        ["IpaEmbedded.Mutants"] = [],
        ["IpaEmbedded.DeviceTree"] = [],
        ["IpaEmbedded.Bindings"] = ["IpaEmbedded.DeviceTree"],
        ["IpaEmbedded.NanoBuild"] = ["IpaEmbedded.DeviceTree"],
        ["IpaEmbedded.Testing"] = ["IpaEmbedded.Bindings", "IpaEmbedded.Devices", "IpaEmbedded.DeviceTree", "IpaEmbedded.Fake", "IpaEmbedded.Runtime", "IpaEmbedded.SimulatedBoard", "IpaEmbedded.SimulatedDevices"],
        ["IpaEmbedded.KernelChecks"] = ["IpaEmbedded.Boards.Linux", "IpaEmbedded.Devices", "IpaEmbedded.Examples", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.Fuzz"] = ["IpaEmbedded.Bindings", "IpaEmbedded.DeviceTree", "IpaEmbedded.Fake", "IpaEmbedded.Ipa", "IpaEmbedded.Qtest", "IpaEmbedded.Qualcomm", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.Schedules"] = ["IpaEmbedded.Boards.Linux", "IpaEmbedded.DeviceTree", "IpaEmbedded.Runtime"],
        ["IpaEmbedded.Fuzz.Planted"] = ["IpaEmbedded.Bindings", "IpaEmbedded.DeviceTree", "IpaEmbedded.Fuzz"],
    };

    // cli and hosttests join the two sides.
    private static readonly string[] SeeEverything = ["ipa", "IpaEmbedded.HostTests", "IpaEmbedded.Benchmarks"];

    private static readonly string[] TargetSide = ["IpaEmbedded.Runtime", "IpaEmbedded.Devices", "IpaEmbedded.Examples", "IpaEmbedded.SimulatedDevices", "IpaEmbedded.Qualcomm", "IpaEmbedded.Ipa.Registers", "IpaEmbedded.Ipa", "IpaEmbedded.Fake", "IpaEmbedded.SimulatedBoard"];

    // What a target-side assembly needs of net10; DmaMemory.Host.cs allocates native memory.
    private static readonly string[] FrameworkForTarget =
        ["System.Runtime", "System.Runtime.InteropServices", "System.Runtime.Extensions", "System.Text.Encoding.Extensions", "System.Collections", "System.Collections.NonGeneric", "System.Memory"];

    // Of Qualcomm the fake takes tables of layouts, and these: seams that it is the other side of, and the words that they speak.
    private static readonly string[] SeamsOfTheFake =
    [
        "Qrtr.QrtrLink", "Qrtr.QrtrLinkHandler", "Qrtr.QrtrSocket", "Qrtr.QrtrSocketHandler",
        "Rpmh.RpmhLink", "Rpmh.RpmhState",
        "FirmwareLoading.SecureMonitor", "Mailboxes.Mailbox", "Smem.SmemState",
        "RemoteProcessors.RemoteProcessorControl", "RemoteProcessors.RemoteProcessorHandler", "RemoteProcessors.RemoteProcessorEvent",
    ];

    /// <summary>Assemblies that have a rule.</summary>
    public static IReadOnlyCollection<string> Ruled => [.. Allowed.Keys, .. SeeEverything];

    /// <summary>References that the rules forbid, one sentence each.</summary>
    public static IReadOnlyList<string> Violations(AssemblyDefinition assembly)
    {
        var name = assembly.Name.Name;
        if (SeeEverything.Contains(name))
        {
            return [];
        }

        if (!Allowed.TryGetValue(name, out var allowed))
        {
            return [$"{name} has no dependency rule"];
        }

        var violations = new List<string>();
        foreach (var reference in assembly.MainModule.AssemblyReferences.Select(r => r.Name))
        {
            var ours = reference == "ipa" || reference.StartsWith("IpaEmbedded.", StringComparison.Ordinal);
            if (ours ? !allowed.Contains(reference) : TargetSide.Contains(name) && !FrameworkForTarget.Contains(reference))
            {
                violations.Add($"{name} references {reference}");
            }
        }

        if (name == "IpaEmbedded.Fake")
        {
            violations.AddRange(assembly.MainModule.GetTypeReferences().Where(IsBehaviour).Select(type => $"{name} uses {type.FullName}"));
        }

        return violations.Order(StringComparer.Ordinal).ToList();
    }

    private static bool IsBehaviour(TypeReference type)
    {
        const string Qualcomm = "IpaEmbedded.Qualcomm";
        return type.Scope.Name == Qualcomm && !type.Namespace.EndsWith(".Layout", StringComparison.Ordinal) && !SeamsOfTheFake.Contains(type.FullName[(Qualcomm.Length + 1)..]);
    }
}
