using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>Makes a type of the library for each node of a row; it is the device's DriverData, and is disposed with the device.</summary>
internal sealed class IotDriver : Driver
{
    private readonly IotRow _row;

    public IotDriver(IotRow row) => _row = row;

    /// <inheritdoc/>
    public override string[] Compatibles => _row.Compatibles;

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        var context = new IotContext(device);
        try
        {
            var made = _row.Create(context);
            if (made is IDisposable disposable)
            {
                device.OnRelease(() => Dispose(disposable));
            }

            _row.Verify?.Invoke(context);
            device.DriverData = made;
            _row.Provide?.Invoke(context, made);
        }
        catch (Exception refusal) when (refusal is IOException or InvalidOperationException or ArgumentException or TimeoutException or NotSupportedException || refusal.GetType() == typeof(Exception))
        {
            // Each type of the library throws what it likes, and knows no node.
            var start = device.NodePath + ": ";
            var said = refusal.Message.StartsWith(start, StringComparison.Ordinal) ? refusal.Message[start.Length..] : refusal.Message;
            throw new HardwareException($"{start}{_row.Type.Name}: {said}", refusal);
        }
    }

    private static void Dispose(IDisposable made)
    {
        try
        {
            made.Dispose();
        }
        catch (IOException)
        {
            // Many put their chip to sleep; one that is gone sleeps already.
        }
    }
}
