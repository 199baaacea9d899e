using System.Collections;
using IpaEmbedded.Qualcomm.CommandDatabase;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.Qrtr.Layout;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Soc;

/// <summary>Gives a driver the services of the SoC that no phandle names: SMEM, command database, message bus, firmware, remote processors.</summary>
/// <remarks>One object belongs to one platform. Getters that take a device are for its Probe: they defer it until the service is there.</remarks>
public sealed class SocServices
{
    private readonly SocPlatform _io;
    private readonly ArrayList _processors = new ArrayList();
    private CommandDatabaseTable _commandDatabase;
    private SmemHeap _sharedMemory;
    private FirmwareService _firmware;
    private QrtrNode _messageBus;

    /// <summary>Creates the services of a board.</summary>
    public SocServices(SocPlatform io)
    {
        _io = io;
    }

    /// <summary>The board's part.</summary>
    public SocPlatform Io
    {
        get { return _io; }
    }

    /// <summary>The command database.</summary>
    public CommandDatabaseTable CommandDatabase(Device consumer)
    {
        if (_commandDatabase == null) { throw Missing(consumer, "command database", "qcom,cmd-db"); }
        return _commandDatabase;
    }

    /// <summary>The SMEM heap.</summary>
    public SmemHeap SharedMemory(Device consumer)
    {
        if (_sharedMemory == null) { throw Missing(consumer, "shared memory", "qcom,smem"); }
        return _sharedMemory;
    }

    /// <summary>The firmware service; it may say that it is not available.</summary>
    public FirmwareService Firmware(Device consumer)
    {
        if (_firmware == null) { throw Missing(consumer, "secure monitor", "qcom,scm"); }
        return _firmware;
    }

    /// <summary>This processor's node on the message bus; it is there from the start, and links join it later.</summary>
    public QrtrNode Qrtr(EventLoop loop)
    {
        if (_messageBus == null) { _messageBus = new QrtrNode(loop, QrtrLayout.ApplicationsNode); }
        return _messageBus;
    }

    /// <summary>The notifier of a remote processor by subsystem name ("mpss"); the same object each time, driven or not.</summary>
    public RemoteProcessorNotifier Processor(string name)
    {
        for (int i = 0; i < _processors.Count; i++)
        {
            RemoteProcessorNotifier known = (RemoteProcessorNotifier)_processors[i];
            if (known.Name == name) { return known; }
        }
        RemoteProcessorNotifier added = new RemoteProcessorNotifier(name);
        _processors.Add(added);
        return added;
    }

    /// <summary>Who starts and stops the processor of that name; null when no driver does.</summary>
    public RemoteProcessor Supervisor(string name)
    {
        return Processor(name).Processor;
    }

    internal void SetCommandDatabase(CommandDatabaseTable database)
    {
        _commandDatabase = database;
    }

    internal void SetSharedMemory(SmemHeap heap)
    {
        _sharedMemory = heap;
    }

    internal void SetFirmware(FirmwareService firmware)
    {
        _firmware = firmware;
    }

    internal void SetSupervisor(string name, RemoteProcessor supervisor)
    {
        Processor(name).Processor = supervisor;
    }

    private static ProbeDeferredException Missing(Device consumer, string service, string compatible)
    {
        FlattenedTree tree = consumer.Platform.Tree;
        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (tree.IsCompatible(node, compatible) && tree.IsEnabled(node)) { return new ProbeDeferredException(service, tree.Path(node)); }
        }
        return new ProbeDeferredException(service, "a node compatible with \"" + compatible + "\", of which the tree has none");
    }
}
