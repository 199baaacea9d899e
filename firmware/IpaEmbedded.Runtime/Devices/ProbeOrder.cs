using System.Collections;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>Decides which device probes next: the suppliers that its phandles name first, then itself, and again when a supplier came up late.</summary>
internal sealed class ProbeOrder
{
    private static readonly string[] Properties =
    {
        "clocks", "interrupts-extended", "interconnects", "mboxes", "power-domains", "resets", "iommus", "hwlocks", "gpios", "pwms", "io-channels", "memory-region",
    };

    private static readonly string[] CellsProperties =
    {
        "#clock-cells", "#interrupt-cells", "#interconnect-cells", "#mbox-cells", "#power-domain-cells", "#reset-cells", "#iommu-cells", "#hwlock-cells",
        "#gpio-cells", "#pwm-cells", "#io-channel-cells", null,
    };

    private readonly Platform _platform;
    private readonly ArrayList _stack = new ArrayList();
    private int _pass;

    internal ProbeOrder(Platform platform)
    {
        _platform = platform;
    }

    internal void Run()
    {
        int before;
        do
        {
            before = _platform.BoundSoFar;
            _pass++;
            // Probing makes new devices at the end of the list.
            for (int i = 0; i < _platform.DeviceCount; i++)
            {
                Device device = _platform.DeviceAt(i);
                if (IsWaiting(device)) { Visit(device); }
            }
        }
        while (_platform.BoundSoFar > before);
    }

    private void Visit(Device first)
    {
        Push(first);
        while (_stack.Count > 0)
        {
            Device device = (Device)_stack[_stack.Count - 1];
            Device supplier = FindWaitingSupplier(device);
            if (supplier != null)
            {
                Push(supplier);
                continue;
            }
            _platform.TryProbe(device);
            Device awaited = device.CurrentState == DeviceState.Deferred ? OwnerOfPath(device.AwaitedPath) : null;
            // A supplier that no list of properties names shows up as a deferral; when it comes up now, the device has its second try at once.
            if (awaited != null && IsWaiting(awaited)) { Push(awaited); }
            else { _stack.RemoveAt(_stack.Count - 1); }
        }
    }

    private void Push(Device device)
    {
        // Marked when pushed, so a circle of suppliers ends here and is left to deferral.
        device.LastPass = _pass;
        _stack.Add(device);
    }

    private bool IsWaiting(Device device)
    {
        return device.LastPass != _pass && (device.CurrentState == DeviceState.Pending || device.CurrentState == DeviceState.Deferred);
    }

    private Device FindWaitingSupplier(Device device)
    {
        for (int i = 0; i < Properties.Length; i++)
        {
            PhandleList list = new PhandleList(device.Node, Properties[i], CellsProperties[i]);
            while (list.Next())
            {
                Device owner = _platform.OwnerOf(list.Supplier);
                if (owner != null && owner != device && IsWaiting(owner)) { return owner; }
            }
        }
        return null;
    }

    private Device OwnerOfPath(string path)
    {
        return path[0] == '/' ? _platform.OwnerOf(_platform.Tree.FindNode(path)) : null;
    }
}
