using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.Runtime.Gpio;

/// <summary>A pin as an interrupt: "interrupts" that name a GPIO controller, by pin and trigger. Any controller that reports edges has them.</summary>
internal sealed class GpioInterrupt
{
    // include/dt-bindings/interrupt-controller/irq.h
    private const uint RisingEdge = 1;
    private const uint FallingEdge = 2;
    private const uint HighLevel = 4;
    private const uint LowLevel = 8;

    private readonly InterruptLine _line;
    private readonly uint _trigger;

    private GpioInterrupt(InterruptLine line, uint trigger)
    {
        _line = line;
        _trigger = trigger;
    }

    /// <summary>Whether a node supplies pins and no interrupts of its own.</summary>
    internal static bool IsServedBy(Platform platform, int controller)
    {
        return platform.FindProvider(controller, InterruptController.ProviderKind) == null && platform.FindProvider(controller, GpioController.ProviderKind) != null;
    }

    /// <summary>The line of a pin, which the device then holds; null when the specifier has no trigger.</summary>
    internal static InterruptLine Take(Device device, TreeNode node, string property, int controller, uint[] specifier)
    {
        GpioController pins = (GpioController)device.RequireAt(node, property, controller, GpioController.ProviderKind);
        uint trigger = specifier.Length == 2 ? specifier[1] : 0;
        if (trigger == 0 || (trigger > (RisingEdge | FallingEdge) && trigger != HighLevel && trigger != LowLevel)) { return null; }
        GpioLine pin = GpioLine.Take(device, pins, node, property, specifier[0], 0);
        bool edge = trigger <= (RisingEdge | FallingEdge);
        InterruptLine line = new InterruptLine(device.Loop, node.Tree.Path(controller) + " " + specifier[0].ToString(), edge);
        GpioInterrupt interrupt = new GpioInterrupt(line, trigger);
        if (!pin.Watch(interrupt.OnEdge)) { throw node.Error(property, "a pin that reports edges, found one of " + node.Tree.Path(controller) + ", which has none"); }
        if (!edge) { interrupt.OnEdge(pin.Read()); }
        return line;
    }

    private void OnEdge(bool high)
    {
        if (_trigger == HighLevel || _trigger == LowLevel) { _line.SetLevel(high == (_trigger == HighLevel)); }
        else if ((_trigger & (high ? RisingEdge : FallingEdge)) != 0) { _line.Raise(); }
    }
}
