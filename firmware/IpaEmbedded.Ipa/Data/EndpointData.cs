namespace IpaEmbedded.Ipa.Data;

/// <summary>What one version says about one endpoint; what lies below the channel counts is for endpoints of the application processor only.</summary>
public sealed class EndpointData
{
    /// <summary>Execution environment of the application processor.</summary>
    public const int ApplicationProcessor = 0;

    /// <summary>Execution environment of the modem.</summary>
    public const int Modem = 1;

    /// <summary>One of <see cref="EndpointName"/>.</summary>
    public int Name;

    /// <summary>Execution environment that owns the channel.</summary>
    public int Environment;

    /// <summary>GSI channel.</summary>
    public int Channel;

    /// <summary>Endpoint id.</summary>
    public int Id;

    /// <summary>Whether data flows into the IPA.</summary>
    public bool ToIpa;

    /// <summary>Whether the endpoint has a filter.</summary>
    public bool Filter;

    /// <summary>Elements of the transfer ring.</summary>
    public int ElementCount;

    /// <summary>Elements of the event ring.</summary>
    public int EventCount;

    /// <summary>Elements that the channel prefetches, and so the most that one transaction may have.</summary>
    public int TlvCount;

    /// <summary>Resource group.</summary>
    public uint ResourceGroup;

    /// <summary>Whether checksums are offloaded.</summary>
    public bool Checksum;

    /// <summary>Whether packets carry QMAP headers.</summary>
    public bool Qmap;

    /// <summary>Whether packets are aggregated.</summary>
    public bool Aggregation;

    /// <summary>Whether status elements are written.</summary>
    public bool StatusEnable;

    /// <summary>Name of the endpoint that gets the status elements of a TX endpoint.</summary>
    public int StatusEndpoint = EndpointName.None;

    /// <summary>Name of the endpoint that gets the data in DMA mode.</summary>
    public int DmaEndpoint = EndpointName.None;

    /// <summary>Sequencer type.</summary>
    public uint SequencerType;

    /// <summary>Sequencer replication type.</summary>
    public uint SequencerRepType;

    /// <summary>Bytes of a receive buffer.</summary>
    public int BufferSize;

    /// <summary>Alignment of packets in a receive buffer, as the logarithm to base 2.</summary>
    public int PadAlign;

    /// <summary>Longest time that an aggregation stays open, in microseconds.</summary>
    public uint AggregationTimeMicroseconds;

    /// <summary>Packets that close an aggregation; 0 when their number does not.</summary>
    public uint AggregationPackets;

    /// <summary>Whether the end of a frame closes an aggregation.</summary>
    public bool AggregationCloseOnEof;

    /// <summary>Whether packets are dropped when nobody takes them.</summary>
    public bool HeadOfLineDrop;
}
