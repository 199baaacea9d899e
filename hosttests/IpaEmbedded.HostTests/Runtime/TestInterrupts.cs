using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>An interrupt controller with 16 lines; the second cell of a specifier is 1 for an edge.</summary>
internal sealed class TestInterrupts(EventLoop loop) : InterruptController
{
    private readonly InterruptLine?[] _lines = new InterruptLine?[16];

    public List<string> Asked { get; } = [];

    public InterruptLine Line(uint number) => _lines[number] ?? throw new InvalidOperationException("line " + number + " was not asked for");

    public override InterruptLine? Translate(uint[] specifier)
    {
        if (specifier.Length == 0 || specifier[0] >= 16)
        {
            return null;
        }
        Asked.Add(string.Join(" ", specifier));
        return _lines[specifier[0]] ??= new InterruptLine(loop, specifier[0].ToString(), specifier.Length > 1 && specifier[1] == 1);
    }
}
