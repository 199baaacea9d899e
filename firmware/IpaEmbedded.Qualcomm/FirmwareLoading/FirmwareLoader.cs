using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.FirmwareLoading;

/// <summary>Loads images from the platform's firmware store into reserved memory and has the secure monitor check and start them.</summary>
public sealed class FirmwareLoader : FirmwareService
{
    private readonly Platform _platform;
    private readonly SecureMonitor _monitor;

    /// <summary>Creates the loader; the monitor may be null.</summary>
    public FirmwareLoader(Platform platform, SecureMonitor monitor)
    {
        _platform = platform;
        _monitor = monitor;
    }

    /// <inheritdoc/>
    public override bool IsAvailable
    {
        get { return _monitor != null; }
    }

    /// <inheritdoc/>
    public override void LoadAndStart(string name, uint peripheralId, ulong regionAddress, ulong regionSize)
    {
        if (_monitor == null) { throw new HardwareException("firmware " + name + ": there is no secure monitor"); }
        if (!_monitor.Supports(peripheralId))
        {
            throw new HardwareException("firmware " + name + ": the secure monitor does not know peripheral " + peripheralId.ToString());
        }
        FirmwareImage image = new FirmwareImage(name, Open(name));
        image.Open();
        int hash = image.HashSegment;
        byte[] metadata = image.Metadata(hash < 0 ? null : TryOpen(image.SegmentFile(hash)));
        DmaMemory region = _platform.Board.MapMemory(regionAddress, regionSize, name);
        DmaMemory handedOver = _platform.Heap.Allocate("firmware metadata", metadata.Length, 4096);
        try
        {
            handedOver.CopyFrom(0, metadata, 0, metadata.Length);
            Require(_monitor.InitializeImage(peripheralId, handedOver.Address, metadata.Length), name, "refused the headers and hashes");
            Load(image, name, peripheralId, region, regionAddress);
            Require(_monitor.AuthenticateAndReset(peripheralId), name, "did not authenticate the image");
        }
        finally
        {
            _platform.Heap.Free(handedOver);
        }
    }

    private static void Require(int error, string name, string what)
    {
        if (error != 0) { throw new HardwareException("firmware " + name + ": the secure monitor " + what + " (error " + error.ToString() + ")"); }
    }

    private void Load(FirmwareImage image, string name, uint peripheralId, DmaMemory region, ulong regionAddress)
    {
        uint lowest;
        ulong end;
        if (!image.TryGetExtent(out lowest, out end)) { throw new HardwareException("firmware " + name + " has nothing to load"); }
        ulong loadBase = regionAddress;
        if (image.IsRelocatable)
        {
            loadBase = lowest;
            Require(_monitor.SetUpMemory(peripheralId, regionAddress, end - lowest), name, "refused the memory");
        }
        for (int i = 0; i < image.Count; i++)
        {
            if (image.IsLoadable(i)) { LoadSegment(image, name, i, region, loadBase); }
        }
    }

    private void LoadSegment(FirmwareImage image, string name, int segment, DmaMemory region, ulong loadBase)
    {
        ulong address = image.AddressOf(segment);
        uint memorySize = image.MemorySizeOf(segment);
        uint fileSize = image.FileSizeOf(segment);
        ulong size = (uint)region.Size;
        if (address < loadBase || address - loadBase > size || memorySize > size - (address - loadBase))
        {
            throw new HardwareException("firmware " + name + ": segment " + segment.ToString() + " (0x" + memorySize.ToString("X") + " bytes at 0x"
                + address.ToString("X") + ") does not fit into the region of 0x" + size.ToString("X") + " bytes at 0x" + loadBase.ToString("X"));
        }
        int offset = (int)(address - loadBase);
        if (fileSize != 0)
        {
            byte[] bytes;
            int start = 0;
            if (image.Holds(segment))
            {
                bytes = image.Bytes;
                start = (int)image.OffsetOf(segment);
            }
            else
            {
                string file = image.SegmentFile(segment);
                bytes = Open(file);
                if ((uint)bytes.Length != fileSize)
                {
                    throw new HardwareException("firmware " + file + " has " + bytes.Length.ToString() + " bytes, " + name + " says " + fileSize.ToString());
                }
            }
            region.CopyFrom(offset, bytes, start, (int)fileSize);
        }
        region.Fill(offset + (int)fileSize, (int)(memorySize - fileSize), 0);
    }

    private byte[] Open(string name)
    {
        byte[] file = TryOpen(name);
        if (file == null) { throw new HardwareException("firmware " + name + " is not in the firmware store"); }
        return file;
    }

    private byte[] TryOpen(string name)
    {
        return _platform.Firmware == null ? null : _platform.Firmware.Open(name);
    }
}
