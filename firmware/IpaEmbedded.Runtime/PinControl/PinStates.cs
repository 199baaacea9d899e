using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Runtime.PinControl;

/// <summary>
/// Sets a device's pins before it probes: its state "default" (position 0 where nothing is named) goes to the pin controller above each group. A board whose pin
/// controller has no driver here, or provides none, keeps the setting that its firmware made.
/// </summary>
internal static class PinStates
{
    internal static void ApplyDefault(Device device)
    {
        TreeNode node = device.Node;
        int position = node.HasProperty("pinctrl-names") ? node.FindName("pinctrl-names", "default") : 0;
        if (position < 0) { return; }
        string property = "pinctrl-" + position.ToString();
        PhandleList groups = new PhandleList(node, property, null);
        while (groups.Next())
        {
            if (groups.Supplier == FlattenedTree.None) { continue; }
            PinController controller = Find(device, property, groups.Supplier);
            if (controller != null) { controller.Apply(device, new TreeNode(node.Tree, groups.Supplier)); }
        }
        if (groups.Fault != null) { throw node.Error(property, groups.Fault); }
    }

    private static PinController Find(Device device, string property, int group)
    {
        FlattenedTree tree = device.Platform.Tree;
        for (int at = tree.Parent(group); at != FlattenedTree.None; at = tree.Parent(at))
        {
            Provider provider = device.Platform.FindProvider(at, PinController.ProviderKind);
            if (provider != null) { return (PinController)device.RequireAt(device.Node, property, at, PinController.ProviderKind); }
        }
        Device owner = device.Platform.OwnerOf(group);
        // Its own states it sets itself, when it can.
        if (owner == null || owner == device) { return null; }
        // One that is there and gives nothing does not set pins; one that failed would have.
        if (owner.CurrentState == DeviceState.Bound || owner.CurrentState == DeviceState.NoDriver) { return null; }
        throw new ProbeDeferredException(property, owner.NodePath);
    }
}
