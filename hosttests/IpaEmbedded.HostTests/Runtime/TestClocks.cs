using IpaEmbedded.Runtime.Clocks;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A clock controller whose clock 0 is a <see cref="TestClock"/> and which has no other.</summary>
internal sealed class TestClocks : ClockProvider
{
    public TestClock Source { get; } = new();

    public override ClockSource? Translate(uint[] specifier) => specifier is [0] ? Source : null;
}
