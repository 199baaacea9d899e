using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Clocks;

/// <summary>Serves "fixed-clock" nodes: a crystal with one rate.</summary>
public sealed class FixedClockDriver : Driver
{
    private static readonly string[] Names = { "fixed-clock" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        TreeNode node = device.Node;
        string name = node.String("clock-output-names", node.Name);
        device.Provide(new FixedClockProvider(new FixedClock(name, node.Cell("clock-frequency"))));
    }

    private sealed class FixedClockProvider : ClockProvider
    {
        private readonly ClockSource _clock;

        internal FixedClockProvider(ClockSource clock)
        {
            _clock = clock;
        }

        public override ClockSource Translate(uint[] specifier)
        {
            return specifier.Length == 0 ? _clock : null;
        }
    }
}
