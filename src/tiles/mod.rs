//! Vector tiles (Mapbox Vector Tile 2.1), made of the same extract as the street graph.
