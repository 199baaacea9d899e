using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.PinControl;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Notes which state is applied to whom in a list that drivers share, and refuses one whose "pins" is 0.</summary>
internal sealed class TestPinControl(List<string> log) : PinController
{
    public override void Apply(Device consumer, TreeNode state)
    {
        if (state.Cell("pins", 1) == 0)
        {
            throw state.Error("pins", "a pin above 0");
        }
        log.Add($"pins {state.Name} of {consumer.NodePath}");
    }
}
