using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Simulator;

/// <summary>The trees that the tests of the simulator live on.</summary>
internal static class Trees
{
    public static readonly string[] Names =
    [
        "sdm845-modem-init", "sdm845-ap-init", "sc7180-modem-init", "sc7180-ap-init", "bench-ipa-v3.1", "bench-ipa-v4.2", "bench-ipa-v4.5", "bench-ipa-v4.7", "bench-ipa-v4.9", "bench-ipa-v4.11",
        "bench-ipa-v5.0", "bench-ipa-v5.5",
    ];

    public static LifeSimulator Simulator() => new([.. Names.Select(name => new SimulatedTree(name, BoardTree.Compile(name + ".dts")))]);
}
